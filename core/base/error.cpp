#include "core/base/error.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <string>

namespace ain {

ErrorCode ErrorCode::stored(QStringView text)
{
    constexpr qsizetype LongestCode = 80;
    constexpr std::size_t CodesMax = 1000;
    const bool isCode =
        !text.isEmpty() && text.size() <= LongestCode && std::all_of(text.begin(), text.end(), [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.';
        });
    if (!isCode)
        return {};
    static std::mutex mutex;
    static std::set<std::string> codes; // its elements never move
    const std::lock_guard lock(mutex);
    const std::string code = text.toString().toStdString();
    const auto known = codes.find(code);
    if (known != codes.end())
        return ErrorCode(std::string_view(*known));
    return codes.size() < CodesMax ? ErrorCode(std::string_view(*codes.insert(code).first)) : ErrorCode();
}

} // namespace ain
