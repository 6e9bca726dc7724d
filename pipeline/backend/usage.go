package backend

import "targman/pipeline/money"

// Usage is what one call or more came to; see package money.
type Usage = money.Usage
