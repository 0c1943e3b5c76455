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

  const ignoredRules = new Set();
  const decisions = new Map();

  function decisionOf(finding) {
    if (ignoredRules.has(finding.dataset.code)) return "ignore";
    const said = decisions.get(finding.id);
    if (said) return said === "open" ? "" : said;
    return finding.querySelector(".fix.safe") ? "accept" : "";
  }

  function chosen(file) {
    const known = data.files[file].findings;
    return findings.filter((each) => known[each.id] && decisionOf(each) === "accept");
  }

  function mended(file) {
    const taken = [];
    for (const finding of chosen(file)) {
      const edits = data.files[file].findings[finding.id].edits;
      const clash = edits.some(([start, end]) => taken.some(([a, b]) => start < b && a < end || start === a && end === b));
      if (!clash) taken.push(...edits);
    }
    taken.sort((one, two) => one[0] - two[0] || one[1] - two[1]);
    const lists = data.files[file].lists.map(([start, text]) => {
      const letters = [...text];
      let done = 0, out = "";
      for (const [a, b, words] of taken) {
        if (a < start || b > start + letters.length) continue;
        out += letters.slice(done, a - start).join("") + words;
        done = b - start;
      }
      return out + letters.slice(done).join("");
    });
    return lists.join("\n\n") + "\n";
  }

  function decided(file) {
    const { file: name, text, findings: known } = data.files[file];
    const accepted = [], ignored = [];
    for (const finding of findings) {
      const about = known[finding.id];
      if (!about) continue;
      const said = decisionOf(finding);
      const { code, says, at, edits } = about;
      if (said === "accept") accepted.push({ code, says, edits });
      else if (said === "ignore") ignored.push({ code, says, at });
    }
    const rules = [...ignoredRules].sort();
    return JSON.stringify({ "carcite-decisions": 1, file: name, text, accepted, ignored, "ignored-rules": rules }, null, 1) + "\n";
  }

  function follow() {
    data.files.forEach((each, file) => {
      if (!each.findings) return;
      const counts = { accept: 0, ignore: 0, "": 0 };
      for (const finding of findings) {
        if (!each.findings[finding.id]) continue;
        const said = decisionOf(finding);
        counts[said] += 1;
        finding.dataset.decision = said || "open";
        for (const button of all("[data-decide]", finding)) {
          const kind = button.dataset.decide;
          const on = kind === "rule" ? ignoredRules.has(finding.dataset.code) : kind === said && !(kind === "ignore" && ignoredRules.has(finding.dataset.code));
          button.setAttribute("aria-pressed", on);
        }
      }
      const list = document.querySelector(`[data-list="${file}"]`);
      if (list) list.textContent = mended(file);
      const output = document.querySelector(`.decided[data-of="f${file + 1}"]`);
      if (output) output.textContent = `${counts.accept} accepted, ${counts.ignore} ignored, ${counts[""]} open`;
    });
  }

  function decide(button) {
    const finding = button.closest(".finding");
    const kind = button.dataset.decide;
    if (kind === "rule") {
      const { code } = finding.dataset;
      if (!ignoredRules.delete(code)) ignoredRules.add(code);
    } else {
      ignoredRules.delete(finding.dataset.code);
      decisions.set(finding.id, decisionOf(finding) === kind ? "open" : kind);
    }
    follow();
  }

  async function copy(text, rich) {
    try {
      if (rich && window.ClipboardItem) {
        const kinds = { "text/plain": text, "text/html": rich };
        const parts = Object.entries(kinds).map(([kind, words]) => [kind, new Blob([words], { type: kind })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
      } else {
        await navigator.clipboard.writeText(text);
      }
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

  function download(name, text, type = "text/plain") {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
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

  function give(button, text, rich) {
    copy(text, rich).then(
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
    const { copy: copied, take, download: downloaded, decisions: asked, decide: kind, step: by, group } = button.dataset;
    if (kind !== undefined) {
      decide(button);
    } else if (copied !== undefined) {
      give(button, mended(copied));
    } else if (take !== undefined) {
      const entries = all("li", document.getElementById(take));
      const rich = `<ol>${entries.map((entry) => `<li>${entry.innerHTML}</li>`).join("")}</ol>`;
      give(button, entries.map((entry) => entry.textContent + "\n").join(""), rich);
    } else if (downloaded !== undefined) {
      download(data.files[downloaded].name, mended(downloaded));
      answer(button, "Downloaded");
    } else if (asked !== undefined) {
      const name = data.files[asked].name.replace(/-mended\.txt$/, "-decisions.json");
      download(name, decided(asked), "application/json");
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
  follow();
  if (form) {
    form.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.reset();
    filter();
  }
})();
