-- A question reads thousands of rows of few terms: with the weight in it the index alone answers, and the table need not be looked at.
alter table memory_terms drop constraint memory_terms_pkey, add primary key (term, incident) include (weight);
