#!/bin/sh
# A case as far as the reader may see it, and what can be done next: ./09-read-a-case.sh CASE
. "$(dirname "$0")/common.sh"
case_id="${1:?is missing: ./09-read-a-case.sh CASE}"
sign_in police sergeant

get "/cases/$case_id" --header 'Purpose: manage_mitigate'
