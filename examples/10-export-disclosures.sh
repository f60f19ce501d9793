#!/bin/sh
# Who was given what, when, on what basis, by whose decision: ./10-export-disclosures.sh CASE > disclosures.csv
# npm run disclosures -- verify disclosures.csv checks the hashes.
. "$(dirname "$0")/common.sh"
case_id="${1:?is missing: ./10-export-disclosures.sh CASE}"
sign_in fss coordinator coordinator

get "/cases/$case_id/disclosures?format=csv" --header 'Purpose: audit'
