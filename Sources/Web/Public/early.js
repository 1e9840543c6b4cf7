// What comes before the first paint.
{
  // Light or dark: as chosen here, else as the system is.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const theme = localStorage.getItem("theme") ?? (system.matches ? "dark" : "light");
    document.documentElement.setAttribute("data-bs-theme", theme);
  };
  system.addEventListener("change", apply);
  apply();

  // A click on a button that needs the page's scripts, before they run, is kept and done as soon as they do: the last.
  let early;
  const keep = (event) => {
    const button = event.target.closest?.("button[type=button]:not([popovertarget])");
    if (!button) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    early = button;
  };
  document.addEventListener("click", keep, true);
  // The listeners of the same event come first: libraries begin with it.
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
    document.removeEventListener("click", keep, true);
    if (early?.isConnected) early.click();
  }));
}
