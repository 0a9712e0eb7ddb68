// Result<T>: a value or an Error. Wherever a thing can fail, this is its return type; exceptions never
// cross a module boundary.
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace ain {

template<typename T = void>
using Result = tl::expected<T, Error>;

/// `return failure(errors::NotFound, {{u"what"_s, path}});`
[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, QVariantMap args = {}, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(args), std::move(detail)});
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace ain
