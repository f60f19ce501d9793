#!/bin/sh
# How an action goes and what it did for safety: ./08-report-progress.sh CASE ACTION
. "$(dirname "$0")/common.sh"
case_id="${1:?is missing: ./08-report-progress.sh CASE ACTION}"
action_id="${2:?is missing: ./08-report-progress.sh CASE ACTION}"
sign_in police sergeant

etag="$(get "/cases/$case_id/actions/$action_id" --header 'Purpose: manage_mitigate' --output /dev/null --dump-header - | tr -d '\r' | sed -n 's/^etag: //Ip')"

post "/cases/$case_id/actions/$action_id/feedback" '{
  "progress": "in_progress",
  "effect": "too_early",
  "final": false
}' --header "If-Match: $etag"
