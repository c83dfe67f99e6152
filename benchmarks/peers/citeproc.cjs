// Sets citations and a list with citeproc-js, which is not part of this project, and prints JSON.
// usage: node citeproc.cjs CITEPROC_JS LOCALES < {"style": XML, "items": {id: item}, "notes": bool}
const fs = require("fs");

const [citeproc, locales] = process.argv.slice(2);
const CSL = require(citeproc);
const given = JSON.parse(fs.readFileSync(0, "utf8"));
const ids = Object.keys(given.items);
const engine = new CSL.Engine(
  {
    retrieveLocale: (name) => {
      const file = `${locales}/locales-${name}.xml`;
      return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
    },
    retrieveItem: (id) => given.items[id],
  },
  given.style,
);
engine.setOutputFormat("text");
engine.updateItems(ids);
const done = [];
const citations = {};
ids.forEach((id, place) => {
  const noteIndex = given.notes ? place + 1 : 0;
  const cluster = { citationID: id, citationItems: [{ id }], properties: { noteIndex } };
  const [, changes] = engine.processCitationCluster(cluster, [...done], []);
  for (const [at, text] of changes) citations[ids[at]] = text;
  done.push([id, noteIndex]);
});
const [, entries] = engine.makeBibliography() || [{}, []];
process.stdout.write(JSON.stringify({ citations, entries }));
