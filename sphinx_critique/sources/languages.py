"""The language of words that are quoted: what is told, else their source's, else their script's."""

from collections.abc import Iterable

from ..texts.languages import by_script, is_known, is_written_in, script_told
from ..texts.loci import Citation
from .bibliography import Bibliography


class Languages:
    """Finds the language of words quoted in an edition; ``document`` is that of the edition."""

    def __init__(self, bibliography: Bibliography, document: str) -> None:
        self._bibliography = bibliography
        self.document = document.replace("_", "-")

    def of(self, text: str, told: str, citations: Iterable[Citation]) -> str:
        """The tag of the language that a text is in; ``told`` is what its author says.

        A source in another script than that of the words tells nothing of them.
        """
        if told:
            return told
        script = script_told(text)
        for citation in citations:
            place = citation.carrier or citation
            language = self._bibliography.language(place.key)
            if language and (script is None or is_written_in(language, script)):
                return language
        return by_script(text, self.document)

    def checked_as(self, text: str, told: str, citations: Iterable[Citation]) -> str:
        """The language whose words that turn a sentence are looked for."""
        language = self.of(text, told, citations)
        return language if is_known(language) else self.document
