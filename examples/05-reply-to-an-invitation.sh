#!/bin/sh
# Accept an invitation to a meeting: ./05-reply-to-an-invitation.sh MEETING
. "$(dirname "$0")/common.sh"
sign_in police sergeant

post "/meetings/$1/invitation-replies" '{ "reply": "accept" }'
