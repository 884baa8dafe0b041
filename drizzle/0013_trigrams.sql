-- Words that are alike, and parts of names, by trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
