// The browser knows its zone; people should not have to look for it in a list.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const select = document.getElementById("zone");
if (zone && select) {
  if (![...select.options].some((option) => option.value === zone)) {
    select.add(new Option(zone.replaceAll("_", " "), zone));
  }
  select.value = zone;
}
