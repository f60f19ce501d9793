#!/bin/sh
# A case as far as the reader may see it, and what can be done next: ./09-read-a-case.sh CASE
. "$(dirname "$0")/common.sh"
sign_in police sergeant

get "/cases/$1" --header 'Purpose: manage_mitigate'
