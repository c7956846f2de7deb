"""Which pages stand in the place of a report: walls, errors, shells.

Each sign is asked for only where the quoted words are not on the page, and most of them only where
the page has few words: a report may speak of cookies, passwords or pages that are not found.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from generator.model import PageState
from generator.rechecking.page import PageRead

FEW_WORDS = 250
"""A page with fewer words may be a wall."""
_SHELL_WORDS = 60

_NOT_FOUND = re.compile(
    r"\b(?:page|article|story|content|site) (?:(?:was|is|can ?not be|could not be|can.?t be) )?"
    r"(?:not found|no longer (?:available|exists?))\b|\bcan ?not be found\b|\bnot found\b"
    r"|\b(?:error|fehler|erreur) 404\b|^404\b|\b404[ -]*(?:error|not found|fehler|seite)"
    r"|\bdoes ?n.t exist\b|\bwe can.?t find (?:the|that|this) page\b"
    r"|\bnicht (?:\w+ )?gefunden\b|\bexistiert nicht\b|\bnicht mehr (?:verfügbar|vorhanden)\b"
    r"|\b(?:page|article) (?:est )?introuvable\b|\bn.existe (?:pas|plus)\b"
    r"|\bno (?:se )?(?:ha sido )?encontrad[ao]\b|\bpágina no (?:existe|encontrada)\b"
    r"|\bpagina non trovata\b|\bniet gevonden\b|\bpágina não encontrada\b"
    r"|الصفحة غير موجودة|لم يتم العثور|страница не найдена|ページが見つかりません",
    re.IGNORECASE,
)
_BOT_WALL = re.compile(
    r"\bjust a moment\b|\bare you (?:a )?(?:human|robot)\b"
    r"|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bchecking your browser\b"
    r"|\baccess denied\b|\battention required\b|\bunusual traffic\b|\bcaptcha\b"
    r"|\benable javascript and cookies to continue\b|\bpardon our interruption\b"
    r"|\bkein roboter\b|\bzugriff verweigert\b|\baccès refusé\b|\bacceso denegado\b"
    r"|\bvous n.êtes pas un robot\b|لست روبوت",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\baccept (?:all|cookies|and continue)\b|\bwe (?:value|care about) your privacy\b"
    r"|\b(?:manage|reject) (?:all|cookies|my choices)\b|\bbefore you continue\b|\bcookie consent\b"
    r"|\balle(?:n)? (?:cookies )?(?:akzeptieren|zustimmen)\b|\bzustimmen und weiter(?:lesen)?\b"
    r"|\bmit werbung weiterlesen\b|\btout (?:accepter|refuser)\b|\baccepter (?:et|les cookies)\b"
    r"|\bcontinuer sans accepter\b|\baceptar (?:todo|todas|cookies|y continuar)\b"
    r"|\baccetta (?:tutti|e continua)\b|\balles accepteren\b|قبول الكل|ملفات تعريف الارتباط",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"\bsubscribe (?:now )?to (?:continue|read|keep)\b|\bsubscribers? only\b"
    r"|\bto (?:continue|keep) reading\b|\bbecome a (?:subscriber|member) to\b"
    r"|\bthis (?:article|content|story) is (?:only |exclusively )?(?:for|available to) "
    r"(?:our )?(?:subscribers|members)\b"
    r"|\bnur für abonnent|\bréservé (?:à nos|aux) abonnés\b|\babonnez-vous pour\b"
    r"|\bsolo para suscriptores\b|\bsuscríbete para\b|\balleen voor abonnees\b"
    r"|للمشتركين فقط|اشترك لمواصلة",
    re.IGNORECASE,
)
_LOGIN_WORDS = re.compile(
    r"\b(?:log|sign) ?in\b|\banmelden\b|\beinloggen\b|\bse connecter\b|\bconnexion\b"
    r"|\biniciar sesión\b|\baccedi\b|\binloggen\b|تسجيل الدخول",
    re.IGNORECASE,
)
_PLACES = {
    PageState.LOGIN: r"log-?in|sign-?in|sso|oauth2?|anmelden|connexion",
    PageState.CONSENT: r"consent|cookie-?wall|privacy-?gate",
}
_HOME_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|home|default)(?:\.\w+)?/?)?", re.IGNORECASE
)


def is_home(url: str) -> bool:
    """Whether an address is that of a front page."""
    parts = urlsplit(url)
    return not parts.query and bool(_HOME_PATH.fullmatch(parts.path))


def sign_of(page: PageRead, asked: str, answered: str) -> PageState | None:
    """What stands in the place of a report; None if nothing says that anything does.

    Args:
        page: the page, which has none of the quoted words.
        asked: the source's address.
        answered: where redirects led.
    """
    if answered != asked and (state := _of_address(asked, answered)):
        return state
    if len(page.text.split()) >= FEW_WORDS:
        return PageState.SOFT_NOT_FOUND if _NOT_FOUND.search(page.heading) else None
    return _of_few_words(page)


def _of_address(asked: str, answered: str) -> PageState | None:
    """What the address tells that redirects led to."""
    if is_home(answered) and not is_home(asked):
        return PageState.HOME
    place = urlsplit(answered)
    for state, names in _PLACES.items():
        pattern = rf"(?:^|[/_.-])(?:{names})(?:$|[/_.-])"
        if re.search(pattern, f"{place.netloc}{place.path}", re.IGNORECASE):
            return state
    return None


def _of_few_words(page: PageRead) -> PageState | None:
    text = " ".join(page.text.split())
    named = (page.title, page.heading, text)
    if page.is_challenge or any(map(_BOT_WALL.search, named)):
        return PageState.BOT_WALL
    if any(map(_NOT_FOUND.search, named)):
        return PageState.SOFT_NOT_FOUND
    if page.asks_password and any(map(_LOGIN_WORDS.search, named)):
        return PageState.LOGIN
    if is_paywalled(page):
        return PageState.PAYWALL
    if _CONSENT.search(text):
        return PageState.CONSENT
    if page.scripts and len(text.split()) < _SHELL_WORDS:
        return PageState.NEEDS_SCRIPT
    return None if text else PageState.EMPTY


def is_paywalled(page: PageRead) -> bool:
    """Whether only the beginning of a report may be there."""
    return page.is_for_subscribers or bool(_PAYWALL.search(" ".join(page.text.split())))
