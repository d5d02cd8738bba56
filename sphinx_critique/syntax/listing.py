"""The lists over an edition, and annotations printed again."""

from typing import Any

from docutils import nodes

from ..edition.copying import words_alone
from ..edition.lists import FILTERS, FORMS, ListForm
from ..model.nodes import listing, recall
from ..model.problems import Warn
from ..model.values import Value
from .base import WithoutWords, nothing
from .options import CLASS, NAME, Options, Taken, text

_LABEL = NAME._replace(meaning="A label, to which ``:ref:`` can lead.")


class ListDirective(WithoutWords):
    """A place for a list; what it holds is known once every document has been read."""

    form: str

    def run(self) -> list[nodes.Node]:
        node = self._listing()
        return [*self.words_of_no_use(self.argument), node]

    def _listing(self) -> listing:
        self.check_options()
        node = listing("", form=self.form, docname=self.env.docname, location=self.location)
        self.set_source_info(node)
        known = set(self.option_spec or ())
        node["options"] = {
            name: value
            for name, value in self.options.items()
            if name in known and name not in ("class", "name")
        }
        node["classes"] += self.option("class", [])
        if self.option("name"):
            self.add_name(node)
        return node


class EditionDirective(ListDirective):
    """A front page; the words in it are printed behind the title, as an abstract."""

    form = "edition"
    meaning = FORMS[form].meaning
    holds = "[an abstract]"
    option_spec = Options({"class": CLASS, "name": _LABEL})

    def run(self) -> list[nodes.Node]:
        node = self._listing()
        words = [nodes.paragraph(self.argument, self.argument)] if self.argument else []
        node += [*words, *self.parse_body()]
        return [node]


class RecallDirective(WithoutWords):
    """An annotation printed again, elsewhere or against another passage."""

    meaning = "A note that is printed again, with a link to where it was written."
    takes = "name"
    option_spec = Options(
        {
            "on": Taken(text, Value.NAME, "Another passage against which it is printed."),
            "lemma": Taken(text, Value.WORDS, "The words of that passage that it is about there."),
            "class": CLASS,
        }
    )

    def run(self) -> list[nodes.Node]:
        self.check_options()
        # Words below a name are none of it: a blank line is missing before them.
        name, _line, glued = self.argument.partition("\n")
        if self.begins_below:
            name, glued = self.argument, ""
        node = recall("", of=text(name), on=self.option("on"))
        node["lemma"] = self.option("lemma")
        self.identify(node, "recall")
        node["words"] = node["of"] if self.begins_below else ""
        if not node["of"]:
            self.warn(Warn.OPTION, "name the annotation to be printed again: .. recall:: NAME")
            return [*self.words_of_no_use(text(glued)), *words_alone(node)] or [nothing()]
        return [*self.words_of_no_use(text(glued)), node]


def _list_directive(form: ListForm[Any]) -> type[ListDirective]:
    name = "".join(part.capitalize() for part in form.name.split("-"))
    spec = {filter_: Taken(text, Value.LIST, told) for filter_, told in FILTERS.items()}
    for each in form.options:
        spec[each.name] = Taken(text, each.value, each.meaning, each.allowed, each.default)
    spec |= {"class": CLASS, "name": _LABEL}
    members = {"form": form.name, "meaning": form.meaning, "option_spec": Options(spec)}
    return type(f"{name}Directive", (ListDirective,), members)


LIST_DIRECTIVES = {name: _list_directive(form) for name, form in FORMS.items()}
LIST_DIRECTIVES[EditionDirective.form] = EditionDirective
