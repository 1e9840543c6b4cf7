// Light or dark before the first paint: as chosen here, else as the system is.
const choice = localStorage.getItem("theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const apply = () => {
  const theme = localStorage.getItem("theme") ?? (system.matches ? "dark" : "light");
  document.documentElement.setAttribute("data-bs-theme", theme);
};
system.addEventListener("change", apply);
apply();
