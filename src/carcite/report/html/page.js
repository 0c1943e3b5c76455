(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.querySelector(".filters");
  const findings = all(".finding");
  const status = document.querySelector(".status");
  document.documentElement.classList.add("js");

  const values = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));

  function filter() {
    const severities = values("severity");
    const codes = values("code");
    const hidden = new Set();
    for (const finding of findings) {
      const { severity, code } = finding.dataset;
      finding.hidden = !(severities.has(severity) && codes.has(code));
      if (finding.hidden) hidden.add(finding.id);
    }
    for (const place of all("[data-f]")) {
      place.classList.toggle("off", place.dataset.f.split(" ").every((id) => hidden.has(id)));
    }
    const only = form.elements.only.checked;
    for (const entry of all(".entry")) {
      entry.hidden = only && !entry.querySelector(".finding:not([hidden])");
    }
    for (const whole of all(".whole")) {
      whole.hidden = !whole.querySelector(".finding:not([hidden])");
    }
    const shown = findings.length - hidden.size;
    status.textContent = hidden.size ? `${shown} of ${findings.length} shown` : "";
  }

  function step(by) {
    const shown = findings.filter((finding) => finding.offsetParent);
    if (!shown.length) return;
    const at = shown.indexOf(document.activeElement.closest(".finding") || step.last);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    step.last = shown[next];
    step.last.scrollIntoView({ block: "center" });
    step.last.focus({ preventScroll: true });
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) throw new Error("copy");
    }
  }

  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function answer(button, words) {
    const before = (button.dataset.label ??= button.textContent);
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => (button.textContent = before), 2000);
  }

  function give(button, text) {
    copy(text).then(
      () => answer(button, "Copied"),
      () => answer(button, "Could not copy")
    );
  }

  function light(finding, on) {
    if (!finding) return;
    for (const place of all(`[data-f~="${finding.id}"]`)) place.classList.toggle("lit", on);
  }

  function show(file, value) {
    for (const view of all(`[id^="${file}-view-"]`)) view.hidden = view.id !== `${file}-view-${value}`;
  }

  function uncover(link) {
    const view = document.getElementById(link.hash.slice(1))?.closest(".entries[hidden]");
    if (!view) return;
    const file = view.id.split("-")[0];
    document.querySelector(`select[data-file="${file}"]`).value = "0";
    show(file, "0");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) uncover(link);
    const button = event.target.closest("button");
    if (!button) return;
    const { copy: copied, take, download: downloaded, step: by, group } = button.dataset;
    if (copied !== undefined) {
      give(button, data.files[copied].mended);
    } else if (take !== undefined) {
      give(button, all("li", document.getElementById(take)).map((entry) => entry.textContent + "\n").join(""));
    } else if (downloaded !== undefined) {
      const file = data.files[downloaded];
      download(file.name, file.mended);
      answer(button, "Downloaded");
    } else if (by !== undefined) {
      step(Number(by));
    } else if (group !== undefined) {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", on);
      for (const part of all(`.reference .${group}`)) part.classList.toggle("picked", on);
    }
  });
  document.addEventListener("change", (event) => {
    const { file } = event.target.dataset;
    if (file) show(file, event.target.value);
  });
  for (const [kind, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(kind, (event) => light(event.target.closest?.(".finding"), on));
  }
  document.addEventListener("mouseover", (event) => {
    const part = event.target.closest?.(".reference span:not([title])");
    const group = part && data.groups[part.classList[0]];
    if (group) part.title = group;
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".filters details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  if (form) {
    form.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.reset();
    filter();
  }
})();
