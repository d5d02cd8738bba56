"""What a citation style says in words of its own, in the language of the edition."""

from dataclasses import dataclass

from ...locale import _
from ...locale.quotemarks import Marks, marks_of

_STOPS_INSIDE = ("en", "en_us", "en_ca")


@dataclass(frozen=True)
class Role:
    """What somebody did for a book.

    ``done`` is said in a list (“edited by {names}”), ``short`` in a note (“ed. {names}”);
    ``one`` and ``many`` follow the names of those who stand for an author (“ed.”, “eds.”).
    """

    done: str
    short: str
    one: str = ""
    many: str = ""


class Words:
    """The words of a language; made where they are used, as catalogues may change."""

    def __init__(self, language: str) -> None:
        self.language = language or "en"
        self.marks: Marks = marks_of(self.language)
        tag = self.language.replace("-", "_").lower()
        self.is_english = tag.split("_")[0] == "en"
        self.stops_inside = tag in _STOPS_INSIDE
        self.editing_and_translating = Role(
            _("edited and translated by {names}"), _("ed. and trans. {names}")
        )

    def roles(self) -> dict[str, Role]:
        """Who helps to make a book, by the name of the field, in the order of a reference."""
        return {
            "editor": Role(_("edited by {names}"), _("ed. {names}"), _("ed."), _("eds.")),
            "translator": Role(
                _("translated by {names}"), _("trans. {names}"), _("trans."), _("trans.")
            ),
            "compiler": Role(_("compiled by {names}"), _("comp. {names}"), _("comp."), _("comps.")),
            "director": Role(_("directed by {names}"), _("dir. {names}"), _("dir."), _("dirs.")),
            **{name: Role(done, done) for name, done in self._others().items()},
        }

    def _others(self) -> dict[str, str]:
        return {
            "annotator": _("annotated by {names}"),
            "commentator": _("commentary by {names}"),
            "introduction": _("introduction by {names}"),
            "foreword": _("foreword by {names}"),
            "afterword": _("afterword by {names}"),
            "founder": _("founded by {names}"),
            "continuator": _("continued by {names}"),
            "reviser": _("revised by {names}"),
            "redactor": _("revised by {names}"),
            "collaborator": _("with {names}"),
            "organizer": _("organized by {names}"),
            "producer": _("produced by {names}"),
            "performer": _("performed by {names}"),
            "conductor": _("conducted by {names}"),
            "composer": _("composed by {names}"),
            "narrator": _("narrated by {names}"),
            "holder": _("held by {names}"),
        }

    def kinds(self) -> dict[str, str]:
        """What BibLaTeX's words for a type of thesis, report or medium stand for."""
        return {
            "phdthesis": _("PhD diss."),
            "mathesis": _("master’s thesis"),
            "bathesis": _("bachelor’s thesis"),
            "candthesis": _("candidate’s thesis"),
            "techreport": _("technical report"),
            "resreport": _("research report"),
            "software": _("software"),
            "datacd": _("data CD"),
            "audiocd": _("audio CD"),
            "patent": _("patent"),
            "patentus": _("US patent"),
            "patenteu": _("European patent"),
            "patentuk": _("British patent"),
            "patentde": _("German patent"),
            "patentfr": _("French patent"),
            "patreq": _("patent request"),
        }

    def states(self) -> dict[str, str]:
        """What is said of a work that has not been published yet."""
        return {
            "inpreparation": _("in preparation"),
            "submitted": _("submitted"),
            "forthcoming": _("forthcoming"),
            "inpress": _("in press"),
            "prepublished": _("prepublished"),
        }

    def ordinal(self, number: int) -> str:
        """A number as English counts editions; other languages have signs in their words."""
        if not self.is_english:
            return str(number)
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{'th' if 10 < number % 100 < 14 else ending}"
