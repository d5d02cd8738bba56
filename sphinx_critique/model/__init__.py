"""The words that all rooms share: settings, kinds, nodes, records, warnings and names."""
