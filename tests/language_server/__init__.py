"""What an editor is told: by the server, over its protocol, and by what stands behind it."""
