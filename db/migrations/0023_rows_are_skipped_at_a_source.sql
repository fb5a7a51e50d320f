UPDATE imports
SET result = jsonb_set(result, '{skippedRows}', (
  SELECT jsonb_agg(skipped - 'file' || jsonb_build_object('source', skipped -> 'file') ORDER BY place)
  FROM jsonb_array_elements(result -> 'skippedRows') WITH ORDINALITY AS rows (skipped, place)
))
WHERE result #> '{skippedRows,0}' IS NOT NULL;
--> statement-breakpoint
UPDATE imports
SET preview = jsonb_set(preview, '{outcome,skippedRows}', (
  SELECT jsonb_agg(skipped - 'file' || jsonb_build_object('source', skipped -> 'file') ORDER BY place)
  FROM jsonb_array_elements(preview #> '{outcome,skippedRows}') WITH ORDINALITY AS rows (skipped, place)
))
WHERE preview #> '{outcome,skippedRows,0}' IS NOT NULL;
