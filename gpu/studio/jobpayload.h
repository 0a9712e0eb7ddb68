// What a drawing job carries through the queue (docs/formats.md, "Drawing jobs"). Members only get added.
#pragma once

#include "core/recipe/generationrequest.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace ain::studio {

inline constexpr QStringView JobKind = u"generate";

struct JobPayload {
    recipe::GenerationRequest request = {};
    QList<qint64> parents = {}; ///< gallery ids of the pictures it is made from
    bool isListed = true; ///< false: a stranger's picture, which the gallery never knows
    bool wantsTrace = false; ///< the states on the way are kept beside the picture, if the model can tell them
    int firstStep = 0; ///< the steps before were done elsewhere
    QByteArray start = {}; ///< the state to go on from, float32 of the model's shape; empty: from the noise
};
[[nodiscard]] QByteArray encode(const JobPayload &payload);
/// Errors: those of recipe::fromJson, InvalidArgument.
[[nodiscard]] Result<JobPayload> decodePayload(QByteArrayView bytes);

/// The picture is on the disk; what is left is to list it.
struct JobCheckpoint {
    QString sha256 = {}; ///< of the PNG in the content store; empty: nothing yet
    recipe::GenerationRequest request = {}; ///< as it was drawn
    qint64 elapsedMs = 0;
    QString trace = {}; ///< see JobResult
    int states = 0;
};
[[nodiscard]] QByteArray encode(const JobCheckpoint &checkpoint);
/// Empty for anything that is not one: the picture is then drawn anew.
[[nodiscard]] std::optional<JobCheckpoint> decodeCheckpoint(QByteArrayView bytes);

struct JobResult {
    qint64 picture = 0; ///< gallery id; 0: there is none
    QString sha256 = {};
    QString partial = {}; ///< SHA-256 of the last preview of a job that was cancelled, a small PNG in the content store
    int step = 0, steps = 0; ///< of the partial one
    qint64 elapsedMs = 0;
    qint64 peakBytes = 0;
    QStringList unknownWords = {}; ///< of the prompts, which the model could not follow
    QString trace = {}; ///< SHA-256 of all states of the way in the content store (encodeStates()); empty: none
    int states = 0; ///< in it
};
[[nodiscard]] QByteArray encode(const JobResult &result);
[[nodiscard]] JobResult decodeResult(QByteArrayView bytes); ///< empty for anything that is not one

} // namespace ain::studio
