#!/bin/sh
# What waits for an agency, the next due first; "path" is where each is read and answered.
. "$(dirname "$0")/common.sh"
sign_in "${AGENCY:-police}" "${REPRESENTATIVE:-sergeant}"

agency="$(get /me | value agencyId)"
get "/worklists/$agency?limit=10"
