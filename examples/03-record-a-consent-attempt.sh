#!/bin/sh
# What came of asking her: ./03-record-a-consent-attempt.sh CASE
. "$(dirname "$0")/common.sh"
case_id="${1:?is missing: ./03-record-a-consent-attempt.sh CASE}"
sign_in fss coordinator coordinator

# Content is read for a purpose, which is kept with the record of the access.
victim="$(get "/cases/$case_id/members" --header 'Purpose: manage_mitigate' | value personId)"

post "/cases/$case_id/consent-attempts" "{
  \"personId\": \"$victim\",
  \"method\": \"in_person\",
  \"outcome\": \"given\",
  \"told\": { \"purpose\": true, \"agencies\": true, \"limits\": true }
}"
