#!/bin/sh
# The convening team accepts a referral, as it was read: ./02-triage.sh CASE
. "$(dirname "$0")/common.sh"
case_id="${1:?is missing: ./02-triage.sh CASE}"
sign_in fss coordinator coordinator

own="$(worker_of family_safety_service)"
police="$(worker_of police)"
etag="$(get "/cases/$case_id" --output /dev/null --dump-header - | tr -d '\r' | sed -n 's/^etag: //Ip')"

# Refused with 412 and what changed, if somebody has edited the referral since.
post "/cases/$case_id/referral/acceptance" "{
  \"conveningLead\": $own,
  \"convenor\": $own,
  \"chair\": $own,
  \"agencies\": [$(echo "$police" | sed 's/}$/,"basis":"mou"}/')],
  \"endorsement\": { \"mode\": \"electronic\" }
}" --header "If-Match: $etag"
