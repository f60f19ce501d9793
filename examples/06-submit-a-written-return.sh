#!/bin/sh
# Tell the meeting what the agency knows, in its three headings: ./06-submit-a-written-return.sh MEETING CASE
. "$(dirname "$0")/common.sh"
meeting_id="${1:?is missing: ./06-submit-a-written-return.sh MEETING CASE}"
case_id="${2:?is missing: ./06-submit-a-written-return.sh MEETING CASE}"
sign_in police sergeant

# Read by who has endorsed confidentiality for the case, as police did when they referred it.
members="$(get "/cases/$case_id/members" --header 'Purpose: identify_risk' | grep -o '"personId":"[^"]*"' | cut -d '"' -f 4)"
involvement="$(for person in $members; do printf '{"personId":"%s","involved":"yes"},' "$person"; done)"
victim="$(echo "$members" | head -n 1)"

# What is known stands in notes, by the number of the item.
post "/meetings/$meeting_id/cases/$case_id/written-return" "{
  \"involvement\": [${involvement%,}],
  \"items\": [{ \"purposes\": [\"identify_risk\"], \"nature\": \"fact\", \"about\": [\"$victim\"] }],
  \"interventions\": [{ \"code\": \"welfare_check\", \"success\": \"partly\" }],
  \"notes\": { \"items.0\": \"Invented for an example.\" }
}"
