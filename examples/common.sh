# Read by the examples: where the API is, who calls, and what they have in common.
set -eu

API="${API:-http://127.0.0.1:4566/api}"

# sign_in AGENCY REPRESENTATIVE [ROLE]: sets TOKEN. In a deployment the token comes from your identity provider.
sign_in() {
  TOKEN="$(${TOKEN_COMMAND:-npm run --silent token --} --agency "$1" --representative "$2" --role "${3:-representative}")"
}

# get PATH [more for curl]
get() {
  path="$1"
  shift
  curl --silent --show-error --fail-with-body --header "Authorization: Bearer $TOKEN" "$@" "$API$path"
}

# A key of our own: if the connection breaks, send the same request with the same key again.
new_key() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# post PATH JSON [more for curl]
post() {
  path="$1"
  body="$2"
  shift 2
  curl --silent --show-error --fail-with-body \
    --header "Authorization: Bearer $TOKEN" \
    --header "Idempotency-Key: $(new_key)" \
    --header "Content-Type: application/json" \
    --data "$body" "$@" "$API$path"
}

# The first text under a name in an answer: get /me | value agencyId. Without it the example ends, and says why.
value() {
  answer="$(cat)"
  found="$(printf '%s' "$answer" | grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4)"
  if [ -z "$found" ]; then
    echo "There is no $1 in what $API answers: $answer" >&2
    return 1
  fi
  printf '%s\n' "$found"
}

# worker_of KIND: the first who acts for the first agency of a kind, as {"agencyId":…,"representativeId":…}
worker_of() {
  agency="$(get "/agencies?kind=$1" | value agencyId)"
  representative="$(get "/agencies/$agency/representatives" | value representativeId)"
  printf '{"agencyId":"%s","representativeId":"%s"}' "$agency" "$representative"
}
