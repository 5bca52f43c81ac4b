-- What somebody who knows the sqlite3 shell would type to take the flat table in: a staging table,
-- four lean tables with number keys, three indexes, full text of titles, one transaction.
PRAGMA synchronous = FULL;
PRAGMA cache_size = -65536;
BEGIN;
.import --csv --schema temp rules.csv staging
CREATE TABLE agency (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, place TEXT);
CREATE TABLE directive (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, agency INTEGER NOT NULL REFERENCES agency,
    title TEXT, number TEXT, type TEXT
);
CREATE TABLE version (
    id INTEGER PRIMARY KEY, directive INTEGER NOT NULL REFERENCES directive, label TEXT,
    issued TEXT, effective TEXT, ended TEXT, office TEXT, person TEXT, stage TEXT, standing TEXT,
    source_url TEXT, binds TEXT
);
CREATE TABLE rule (
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES version, effect TEXT, topic TEXT,
    counterpart TEXT, role TEXT, only_when TEXT, when_condition TEXT, unless_condition TEXT,
    protected TEXT, procedure TEXT, cite TEXT, summary TEXT, modality TEXT
);
INSERT INTO agency (slug, place)
SELECT department, max(place) FROM staging GROUP BY department;
INSERT INTO directive (slug, agency, title, number, type)
SELECT s.directive, agency.id, max(s.title), max(s.number), max(s.type)
FROM staging AS s JOIN agency ON agency.slug = s.department
GROUP BY s.directive;
INSERT INTO version (directive, label, issued, effective, ended, office, person, stage, standing,
    source_url, binds)
SELECT directive.id, s.version, max(s.issued), max(s.effective), max(s.ended),
    max(s.authority_office), max(s.authority_name), max(s.stage), max(s.standing),
    max(s.source_url), max(s.binds)
FROM staging AS s JOIN directive ON directive.slug = s.directive
GROUP BY s.directive, s.version;
CREATE INDEX version_by_directive ON version (directive, label);
INSERT INTO rule (version, effect, topic, counterpart, role, only_when, when_condition,
    unless_condition, protected, procedure, cite, summary, modality)
SELECT version.id, s.effect, s.topic, s.counterpart, s.role, s."only", s."when", s."unless",
    s.protected, s.procedure, s.cite, s.summary, s.modality
FROM staging AS s
JOIN directive ON directive.slug = s.directive
JOIN version ON version.directive = directive.id AND version.label = s.version;
CREATE INDEX directive_by_agency ON directive (agency);
CREATE INDEX rule_by_topic ON rule (topic, version);
CREATE VIRTUAL TABLE title_words USING fts5 (title, content='directive', content_rowid='id');
INSERT INTO title_words (title_words) VALUES ('rebuild');
COMMIT;
