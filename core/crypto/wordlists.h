// The BIP39 lists as they lie in resources/wordlists: one word a line, UTF-8, NFKD. Internal to core/crypto.
#pragma once

#include <string_view>

namespace ain::crypto {

extern const std::string_view englishWordList;
extern const std::string_view koreanWordList;

} // namespace ain::crypto
