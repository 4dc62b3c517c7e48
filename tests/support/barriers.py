"""What keeps people out of a page: what axe finds, and lines that run out of a narrow screen."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROWEST = 320
_RUN = """async ([rules, within]) => {
  const found = await axe.run(within ? { include: [within] } : document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.flatMap((one) => one.nodes.map((node) =>
    `${one.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} ${node.failureSummary.replace(/\\s+/g, " ").slice(0, 240)}`));
}"""
_OPEN = "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
_TOO_WIDE = """() => {
  if (document.scrollingElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && getComputedStyle(one).position !== "absolute")
    .slice(0, 5).map((one) => `${one.tagName.toLowerCase()}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)}`);
}"""
_SCROLLS = "() => document.scrollingElement.scrollWidth > window.innerWidth"


def find_barriers(page: Page, *, axe: bool = True, within: str = "") -> list[str]:
    """Everything wrong with the page as it stands, with whatever it folds away unfolded.

    Args:
        axe: ask axe too; without it only the page's width at 320 px is looked at.
        within: a selector that narrows axe's look to a part of the page.
    """
    page.evaluate(_OPEN)
    found: list[str] = []
    if axe:
        page.evaluate(AXE_SCRIPT)
        found = list(page.evaluate(_RUN, [RULES, within]))
    before = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    if page.evaluate(_SCROLLS):
        found.append(f"wider than {NARROWEST} px: {page.evaluate(_TOO_WIDE)}")
    if before:
        page.set_viewport_size(before)
    return found
