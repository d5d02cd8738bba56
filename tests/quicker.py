"""What each of many builds would find out anew is found out once in a run of tests."""

import gc
import logging
from functools import cache
from importlib import metadata
from types import CodeType
from typing import Any

import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin
from jinja2.bccache import Bucket, BytecodeCache
from pybtex import plugin
from sphinx.jinja2glue import BuiltinTemplateLoader


class Templates(BytecodeCache):
    """Templates of themes, compiled; Jinja asks again where their text is another."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key, bucket.checksum] = bucket.code


def keep_templates() -> None:
    templates = Templates()
    init = BuiltinTemplateLoader.init

    def init_with_templates(self: BuiltinTemplateLoader, *args: Any, **options: Any) -> None:
        init(self, *args, **options)
        self.environment.bytecode_cache = templates

    BuiltinTemplateLoader.init = init_with_templates


def keep_entry_points() -> None:
    """Each search reads the metadata of all that is installed, several times in a build."""
    found = cache(metadata.entry_points)
    for user in (sphinx.registry, sphinx.theming, plugin, sphinxcontrib.bibtex.plugin):
        user.entry_points = found


def quicken() -> None:
    # Trees of nodes are full of circles, and live for a test: to look for those that are dead
    # after every few hundred objects takes a tenth of a build.
    gc.set_threshold(50_000, 20, 20)
    keep_templates()
    keep_entry_points()
    # Sphinx tells hundreds of these in a build, for nobody.
    logging.disable(logging.DEBUG)
