"use strict";

// The search of a site: every row is looked at for every word, which for ten thousand rows takes
// less time than a key stroke and needs no index. What is typed and what is found is only ever put
// into the page as text.

const claimtrack = (() => {
  const SHOWN = 50;
  // Scripts that set no spaces, or put particles behind their words: found within words, too.
  const UNSPACED =
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  // What a word weighs by where it stands: in the claim or title, beneath it, in quote or tags.
  const WEIGHTS = [4, 1, 2];
  const rows = [];

  // As words are compared: without case, accents and the commas of thousands.
  function fold(text) {
    return text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/(\d)[,\u2009\u202f](?=\d{3}(?!\d))/g, "$1")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  function add(more) {
    for (const [kind, page, text, detail, state, words] of more) {
      const folded = [text, detail, words].map((field) => ` ${fold(field)} `);
      rows.push({ kind, page, text, detail, state, folded });
    }
  }

  // The words of a query as they are looked for: at the beginning of words.
  function read(query) {
    const words = query.split(/\s+/u).flatMap((given) => {
      const word = fold(given);
      return word === "" ? [] : [UNSPACED.test(given) ? word : ` ${word}`];
    });
    return [...new Set(words)];
  }

  // How well a row fits; 0 where a word is not in it.
  function weigh(row, words) {
    let sum = 0;
    for (const word of words) {
      let best = 0;
      row.folded.forEach((field, place) => {
        if (field.includes(word)) {
          const whole = field.includes(`${word} `) ? 1.5 : 1;
          best = Math.max(best, WEIGHTS[place] * whole);
        }
      });
      if (best === 0) {
        return 0;
      }
      sum += best;
    }
    return sum;
  }

  // All rows that hold every word, the best first; among equals, as they were added.
  function find(query) {
    const words = read(query);
    if (words.length === 0) {
      return [];
    }
    return rows
      .map((row, place) => ({ row, place, weight: weigh(row, words) }))
      .filter((found) => found.weight > 0)
      .sort((left, right) => right.weight - left.weight || left.place - right.place)
      .map((found) => found.row);
  }

  // A text in pieces, with the words marked that a query asks for.
  function mark(text, query) {
    const words = read(query).map((word) => word.trim());
    return text
      .split(/([\p{L}\p{N}\p{M}]+(?:[.,'’][\p{L}\p{N}\p{M}]+)*)/u)
      .filter((piece) => piece !== "")
      .map((piece) => {
        const word = fold(piece);
        const marked =
          word !== "" &&
          words.some((each) => word.startsWith(each) || (UNSPACED.test(piece) && word.includes(each)));
        return { text: piece, marked };
      });
  }

  return { SHOWN, add, find, mark, count: () => rows.length };
})();

if (typeof document !== "undefined") {
  document.addEventListener("DOMContentLoaded", () => {
    const field = document.getElementById("query");
    const list = document.getElementById("results");
    const status = document.getElementById("status");
    const more = document.getElementById("more");
    let found = [];

    function make(name, kind, text) {
      const element = document.createElement(name);
      element.className = kind;
      element.textContent = text;
      return element;
    }

    function describe(row) {
      const entry = make("li", `entry ${row.state}`, "");
      const link = document.createElement("a");
      link.href = row.page;
      link.dir = "auto";
      for (const piece of claimtrack.mark(row.text, field.value)) {
        link.append(piece.marked ? make("mark", "", piece.text) : piece.text);
      }
      const statement = make("p", "statement", "");
      statement.append(link);
      const about = make("p", "about", "");
      about.append(make("span", `badge ${row.state}`, row.state || row.kind));
      about.append(" ", make("span", "", row.detail));
      entry.append(statement, about);
      return entry;
    }

    function showMore() {
      const from = list.children.length;
      list.append(...found.slice(from, from + claimtrack.SHOWN).map(describe));
      more.hidden = list.children.length >= found.length;
    }

    function say() {
      if (field.value.trim() === "") {
        return `${claimtrack.count().toLocaleString("en")} claims and sources can be searched.`;
      }
      if (found.length === 0) {
        return "Nothing holds all of these words.";
      }
      return found.length === 1 ? "1 found." : `${found.length.toLocaleString("en")} found.`;
    }

    function search() {
      found = claimtrack.find(field.value);
      list.replaceChildren();
      showMore();
      status.textContent = say();
    }

    // So that what was searched for can be gone back to, and passed on.
    function remember() {
      const query = field.value === "" ? "" : `?q=${encodeURIComponent(field.value)}`;
      try {
        history.replaceState(null, "", location.pathname + query);
      } catch (error) {
        if (!(error instanceof DOMException)) {
          throw error; // some browsers keep the address of a file as it is
        }
      }
    }

    field.addEventListener("input", () => {
      search();
      remember();
    });
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    more.addEventListener("click", showMore);
    field.value = new URLSearchParams(location.search).get("q") || "";
    search();
    field.focus();
  });
}
