// What somebody else is asked to draw: a declared model and its parameters, nothing that could be a program, a path or
// an address (docs/share-jobs.md). Value types. Thread: any.
//
// A spec is closed: a member that is unknown, missing or not in its one written form is an error, so that what is read
// is written again byte for byte. What is new comes with a new `v`.
//
// Its id is the SHA-256 of its canonical JSON without `sig`; `sig` is the requester's AIN message signature of
// "ain-job:<id>", which so covers every member.
#pragma once

#include "core/base/amount.h"
#include "core/crypto/key.h"
#include "core/json/value.h"
#include "gpu/share/check/tolerance.h"
#include "gpu/share/job/errors.h"

#include <QList>
#include <QString>

#include <optional>

namespace ain::share {

inline constexpr qsizetype MaxSpecBytes = 64 * 1024;
inline constexpr qsizetype MaxPromptBytes = 4096; ///< UTF-8, of each of the two
inline constexpr qint64 MaxJobPixels = 4 * 1024 * 1024;
inline constexpr int MaxJobSide = 4096;
inline constexpr int MaxJobSteps = 60;
inline constexpr qint64 MaxInputBytes = 8 * 1024 * 1024; ///< of all inputs together
inline constexpr qint64 MaxPictureBytes = 15 * 1024 * 1024; ///< of a delivered picture: what fits a sealed message
inline constexpr int MaxJobLoras = 8;
inline constexpr int MaxTtlS = 24 * 3600;

struct ModelFile {
    QString role = {}; ///< model, vae, or one of recipe::EncoderRoles
    QString sha256 = {};
    friend bool operator==(const ModelFile &, const ModelFile &) = default;
};

struct JobLora {
    QString sha256 = {}; ///< by what is in it, never by where it lies
    double weight = 1;
    friend bool operator==(const JobLora &, const JobLora &) = default;
};

struct JobModel {
    QString id = {}; ///< for people and lists; the files decide
    QString family = {}; ///< one of Families
    PrecisionClass precision = PrecisionClass::A;
    QList<ModelFile> files = {}; ///< one a role, in the order of the roles above
    QList<JobLora> loras = {};
    friend bool operator==(const JobModel &, const JobModel &) = default;
};

struct JobParams {
    QString prompt = {};
    QString negative = {};
    int width = 512; ///< multiples of 32
    int height = 512;
    int steps = 20;
    QString sampler = {};
    QString scheduler = {};
    double guidance = 7; ///< `cfg`
    quint64 seed = 0; ///< < 2^53; decimal text in the JSON
    int clipSkip = 0;
    QString weightType = {}; ///< "as_file" or one of the class
    std::optional<double> strength = {}; ///< with an init picture, and only then
    friend bool operator==(const JobParams &, const JobParams &) = default;
};

struct JobInput {
    QString role = {}; ///< init, mask or control; one a role, in this order
    QString sha256 = {}; ///< of the PNG file
    qint64 bytes = 0;
    friend bool operator==(const JobInput &, const JobInput &) = default;
};

struct JobSpec {
    JobModel model = {};
    JobParams params = {};
    QList<JobInput> inputs = {};
    bool mayBeAdult = false; ///< `safety.nsfw`
    Amount bid = {}; ///< at most this per megapixel-step (`mps`)
    int ttlS = 600;
    qint64 createdAt = 0; ///< ms
    crypto::Address requester = {};
    QString kx = {}; ///< secp256k1 key that answers are sealed to: 33 bytes of hex
    QString nonce = {}; ///< 16 bytes of hex
    QString signature = {}; ///< empty: not signed yet
    friend bool operator==(const JobSpec &, const JobSpec &) = default;
};

/// With `sig` when there is one.
[[nodiscard]] json::Object toJson(const JobSpec &spec);
/// Shape and limits; the signature is for verify(). Errors: ShareFormat, ShareLimit, ShareNewer.
[[nodiscard]] Result<JobSpec> jobSpecFromJson(const json::Value &value);
/// The same from at most MaxSpecBytes. Errors: those of json::parse too.
[[nodiscard]] Result<JobSpec> parseJobSpec(QByteArrayView utf8);

[[nodiscard]] QString jobId(const JobSpec &spec); ///< 64 hex digits
[[nodiscard]] QString specHash(const JobSpec &spec); ///< SHA-256 with the signature
[[nodiscard]] QString signedText(const JobSpec &spec);
/// Signed by its requester for this chain. Errors: ShareSignature.
[[nodiscard]] Result<> verify(const JobSpec &spec, int chainId);

/// Work in units of 0.1 pixel-steps: width × height × steps × ten times the family's weight (sd15 1, sdxl 2, flux1 and
/// zimage 8, qwen_image 12, ain_mini 0.1). 10^7 of them are one `mps`.
[[nodiscard]] qint64 workOf(const JobSpec &spec);
/// For a part of the steps (a job that two providers shared).
[[nodiscard]] qint64 workOf(const JobSpec &spec, int firstStep, int lastStep);
/// Rounded up to 0.000001 AIN.
[[nodiscard]] Amount priceOf(qint64 work, Amount perMps);

/// What everybody may see before a provider is chosen: no words, no files, no seed.
struct JobHeader {
    QString job = {};
    QString model = {};
    QString family = {};
    PrecisionClass precision = PrecisionClass::A;
    int width = 0;
    int height = 0;
    int steps = 0;
    qint64 inputBytes = 0;
    bool mayBeAdult = false;
    Amount bid = {};
    int ttlS = 0;
    qint64 createdAt = 0;
    crypto::Address requester = {};
    QString kx = {};
    friend bool operator==(const JobHeader &, const JobHeader &) = default;
};
[[nodiscard]] JobHeader headerOf(const JobSpec &spec);

} // namespace ain::share
