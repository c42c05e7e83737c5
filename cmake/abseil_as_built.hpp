// SPDX-License-Identifier: Apache-2.0
// Under the address sanitizer Abseil's trees have one member more. Debian's S2 was built without it, and the two forms
// of one inline function would be mixed: whoever includes S2 in such a build is given this first.
#include <absl/base/config.h>
#undef ABSL_HAVE_ADDRESS_SANITIZER
