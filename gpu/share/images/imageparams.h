// Orders as strangers write them: the JSON body of an images request.
#pragma once

#include "core/json/value.h"
#include "gpu/share/images/imagebackend.h"

#include <QByteArrayView>

namespace ain::share {

/// Which limits hold; the rest is the same at every door.
struct OrderLimits {
    int stepsMost = OrderStepsMax;
    bool clampsSteps = false; ///< more steps than that are brought down to it, not refused
    bool allowsSeed = true;
    bool allowsCount = true; ///< false: always one picture
};

/// A JSON object of at most 64 KiB, nested eight deep. Errors: those of json::parse, InvalidArgument ("body").
[[nodiscard]] Result<json::Value> parseBody(QByteArrayView body);

/// Members: prompt, and if wanted model, n, size ("512x512" or "auto"), steps, seed, negative_prompt, response_format
/// ("b64_json"), output_format ("png"), stream (false). Others say nothing here and are passed over. Errors:
/// InvalidArgument; args: what (the member).
[[nodiscard]] Result<ImageOrder> parseOrder(const json::Value &body, const OrderLimits &limits = {});

/// Of what others say about themselves: printable, trimmed, at most `most` UTF-16 units.
[[nodiscard]] QString plainText(const QString &text, qsizetype most);

} // namespace ain::share
