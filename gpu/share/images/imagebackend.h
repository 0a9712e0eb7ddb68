// What a door to the outside needs of whoever draws.
#pragma once

#include "core/base/task.h"

#include <QByteArray>
#include <QList>
#include <QSize>
#include <QString>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode ShareModelUnknown{"share.model_unknown"}; ///< not offered here; args: name
inline constexpr ErrorCode ShareNotNow{"share.not_now"}; ///< the owner needs the computer, or nothing can be drawn
} // namespace errors

namespace share {

/// A model as others name it.
struct OfferedModel {
    QString id = {}; ///< unique among those offered; printable, at most IdMax UTF-16 units
    QString sha256 = {}; ///< of the file
    friend bool operator==(const OfferedModel &, const OfferedModel &) = default;
};
inline constexpr qsizetype IdMax = 200;

inline constexpr int ImagesMax = 4; ///< of one order
inline constexpr qsizetype OrderPromptMax = 4000; ///< UTF-16 units, of each of the two
inline constexpr int OrderStepsMax = 60;
inline constexpr qint64 OrderPixelsMax = 4LL * 1024 * 1024;

/// What is asked for. What is left open is chosen as the model's publisher recommends.
struct ImageOrder {
    QString model = {}; ///< an offered id, or the SHA-256 of its file; empty: the first that is offered
    QString prompt = {};
    QString negative = {};
    QSize size = {}; ///< pixels; empty: open
    int steps = 0; ///< 0: open
    std::optional<quint64> seed = {}; ///< of the first picture, the others follow; none: by chance
    int count = 1; ///< 1 … ImagesMax
};

/// Thread: main.
class ImageBackend {
public:
    ImageBackend() = default;
    ImageBackend(const ImageBackend &) = delete;
    ImageBackend &operator=(const ImageBackend &) = delete;
    ImageBackend(ImageBackend &&) = delete;
    ImageBackend &operator=(ImageBackend &&) = delete;
    virtual ~ImageBackend() = default;

    /// What may be asked for, the default first. Looked up anew with each call.
    [[nodiscard]] virtual QList<OfferedModel> models() const = 0;
    /// Whether an order would be taken now. Errors: ShareNotNow, those of the engine.
    [[nodiscard]] virtual Result<> ready() const = 0;
    /// PNG files in the order of their seeds: all or none. `id` names the order for cancel(), and no other one that
    /// has not ended. Errors: ShareModelUnknown, ShareNotNow, Cancelled, recipe.*, those of drawing.
    virtual Task<QList<QByteArray>> draw(QString id, ImageOrder order) = 0;
    /// Ends it soon, as Cancelled; an unknown id is fine.
    virtual void cancel(const QString &id) = 0;
};

} // namespace share
} // namespace ain
