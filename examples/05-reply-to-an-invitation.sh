#!/bin/sh
# Accept an invitation to a meeting: ./05-reply-to-an-invitation.sh MEETING
. "$(dirname "$0")/common.sh"
meeting_id="${1:?is missing: ./05-reply-to-an-invitation.sh MEETING}"
sign_in police sergeant

post "/meetings/$meeting_id/invitation-replies" '{ "reply": "accept" }'
