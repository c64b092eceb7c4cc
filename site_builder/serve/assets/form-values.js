// What the controls of the form hold, and what of it differs from the file.

const OTHER = "\ufffc";

export function cells(form) {
  return [...form.querySelectorAll("[data-cell]")];
}

export function fields(form) {
  return [...form.querySelectorAll("[data-field]")];
}

export function body(form) {
  return form.querySelector("[data-body]");
}

// The figures that each total adds up.
const parts = new Map();

export function noteParts(total, cells) {
  parts.set(total, [...(parts.get(total) || []), ...cells]);
}

// The text that the file has for a cell, or null where it has none.
function writtenOf(cell) {
  return cell.defaultValue === "" && "unwritten" in cell.dataset ? null : cell.defaultValue;
}

// The text of a cell, or null where the file is to have none: a total that was emptied, or was blank
// until its parts were typed, is computed; any other figure that was emptied is a blank.
export function textOf(cell) {
  if (cell.value !== "") return cell.value;
  const isChanged = (part) => textOf(part) !== writtenOf(part);
  if (parts.has(cell) && (cell.defaultValue !== "" || parts.get(cell).some(isChanged))) return null;
  return cell.defaultValue === "" ? writtenOf(cell) : "";
}

function otherOf(select) {
  return select.form.querySelector(`[data-other="${select.dataset.field}"]`);
}

// The value of a field: a text, a list of texts, or null where nothing is to be written.
export function valueOf(field) {
  if (field.type === "checkbox") return field.checked ? "true" : null;
  if (field.dataset.kind === "list") {
    const lines = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
    return lines.length ? lines : null;
  }
  const chosen = field.value === OTHER ? otherOf(field).value : field.value;
  return chosen.trim() === "" ? null : chosen;
}

export function setValue(field, value) {
  if (field.type === "checkbox") {
    field.checked = value === "true";
  } else if (field.dataset.kind === "list") {
    field.value = (value || []).join("\n");
  } else if (field.tagName === "SELECT") {
    const known = [...field.options].some((option) => option.value === (value || ""));
    field.value = known ? value || "" : OTHER;
    if (!known) otherOf(field).value = value;
    showOther(field);
  } else {
    field.value = value || "";
  }
}

export function showOther(select) {
  const other = otherOf(select);
  if (other) other.hidden = select.value !== OTHER;
}

// What each field held when it was last the same as the file.
const noted = new Map();

export function noteFields(form) {
  for (const field of fields(form)) noted.set(field, JSON.stringify(valueOf(field)));
}

// What differs from the file, as the server takes it.
export function changes(form) {
  const found = { cells: [], fields: {}, body: null };
  for (const cell of cells(form)) {
    const text = textOf(cell);
    if (text !== writtenOf(cell)) found.cells.push([...JSON.parse(cell.dataset.cell), text]);
  }
  for (const field of fields(form)) {
    const value = valueOf(field);
    if (JSON.stringify(value) !== noted.get(field)) found.fields[field.dataset.field] = value;
  }
  const text = body(form);
  if (text && text.value !== text.defaultValue) found.body = text.value;
  return found;
}

export function count({ cells, fields, body }) {
  return cells.length + Object.keys(fields).length + (body === null ? 0 : 1);
}

// Put changes into the controls.
export function put(form, { cells: changed, fields: values, body: text }) {
  const byAddress = new Map(cells(form).map((cell) => [cell.dataset.cell, cell]));
  for (const [table, row, column, written] of changed) {
    const cell = byAddress.get(JSON.stringify([table, row, column]));
    if (cell) cell.value = written === null ? "" : written;
  }
  for (const field of fields(form)) {
    if (field.dataset.field in values) setValue(field, values[field.dataset.field]);
  }
  if (text !== null && body(form)) body(form).value = text;
}

// From now on the file holds `saved`, which were the changes.
export function settle(form, saved) {
  const written = new Map(saved.cells.map(([t, r, c, text]) => [JSON.stringify([t, r, c]), text]));
  for (const cell of cells(form)) {
    if (!written.has(cell.dataset.cell)) continue;
    const text = written.get(cell.dataset.cell);
    cell.defaultValue = text === null ? "" : text;
    if (text === null) cell.dataset.unwritten = "";
    else delete cell.dataset.unwritten;
  }
  for (const field of fields(form)) {
    const key = field.dataset.field;
    if (key in saved.fields) noted.set(field, JSON.stringify(saved.fields[key]));
  }
  if (saved.body !== null) body(form).defaultValue = saved.body;
}
