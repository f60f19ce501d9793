#!/bin/sh
# Record what the meeting agreed; issuing it is another step: ./07-record-a-plan.sh CASE
. "$(dirname "$0")/common.sh"
case_id="${1:?is missing: ./07-record-a-plan.sh CASE}"
sign_in fss coordinator coordinator

police="$(worker_of police)"
refuge="$(worker_of specialist_fdv)"
members="$(get "/cases/$case_id/members" --header 'Purpose: manage_mitigate')"
member() {
  echo "$members" | grep -o "\"personId\":\"[^\"]*\",\"role\":\"$1\"" | value personId
}
victim="$(member adult_victim)"
violent="$(member person_using_violence)"

post "/cases/$case_id/plans" "{
  \"wishes\": { \"status\": \"recorded\", \"through\": \"coordinator\", \"on\": \"2026-03-04\" },
  \"actions\": [
    { \"owner\": $refuge, \"stream\": \"adult_victim\", \"part\": \"support_adult_victim\",
      \"code\": \"protection_order_support\", \"towards\": [\"$victim\"], \"priority\": \"urgent\" },
    { \"owner\": $police, \"stream\": \"person_using_violence\", \"part\": \"risk_management\",
      \"code\": \"charges\", \"towards\": [\"$violent\"], \"priority\": \"urgent\" }
  ],
  \"notes\": { \"wishes\": \"Invented for an example.\" }
}"
