// What travels through the pool, and under which subjects. Pure functions and value types. Thread: any.
//
//   JOBS.<class>.<model>.<priority>          a JobSpec; Nats-Msg-Id is its id, Ain-From the box that asks
//   PARTS.<asker>.<box>.<job>.<image>.<n>    a piece of a picture, at most PartBytes
//   RESULTS.<asker>.<box>.<job>              a PoolResult; Nats-Msg-Id is the job's id
//   $KV.CAPS.<box>                           a BoxCaps; gone when it was not renewed in time
//   WAKE.jobs.<model>, WAKE.results.<asker>  empty: there is something to fetch
//
// <model> is the beginning of the SHA-256 of the model's file, <image> that of the picture. The server lets a box write
// results, parts and capabilities under its own name only (hub.h), so <box> is who it says it is. All bodies are
// bounded before they are parsed.
#pragma once

#include "gpu/share/job/jobspec.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace ain::pool {

inline constexpr qsizetype PartBytes = 512 * 1024;
inline constexpr qsizetype MaxPartCount = (share::MaxPictureBytes + PartBytes - 1) / PartBytes;
inline constexpr qsizetype MaxResultBytes = 4 * 1024;
inline constexpr qsizetype MaxCapsBytes = 64 * 1024;
inline constexpr qsizetype MaxOffers = 64;

enum class Priority {
    High,
    Normal,
};
[[nodiscard]] QString priorityName(Priority priority); ///< "high", "normal"

/// 32 hex digits: what a model is called in subjects.
[[nodiscard]] QString modelToken(QStringView sha256);
[[nodiscard]] QString jobSubject(const share::JobSpec &spec, Priority priority);
/// The server's consumer that hands out the jobs of one model and priority, and what it hands out.
[[nodiscard]] QString laneName(QStringView token, Priority priority);
[[nodiscard]] QString laneFilter(QStringView token, Priority priority);
/// In the order in which a box looks: what is urgent first.
[[nodiscard]] QStringList lanesOf(const QStringList &tokens);
[[nodiscard]] QString resultSubject(QStringView asker, QStringView box, QStringView job);
[[nodiscard]] QString partSubject(QStringView asker, QStringView box, QStringView job, QStringView image, int index);
/// Without what distinguishes a second publication.
[[nodiscard]] QString jobOfMessageId(QStringView messageId);
[[nodiscard]] bool isJobId(QStringView text); ///< 64 hex digits

/// A job as the server handed it out, with a lease.
struct Delivery {
    QByteArray ack = {}; ///< where to answer
    QString job = {};
    QString asker = {};
    share::JobSpec spec = {};
    qint64 attempt = 1; ///< how often it was handed out, this time included
};
/// A message of JOBS as it came. Errors: PoolMessage, and those of share::parseJobSpec().
struct RawDelivery {
    QByteArray subject = {};
    QByteArray ack = {};
    QByteArray messageId = {};
    QByteArray asker = {};
    QByteArray body = {};
};
[[nodiscard]] Result<Delivery> deliveryOf(const RawDelivery &raw);
/// Of "$JS.ACK.<stream>.<consumer>.<delivered>.…", also in the form with a domain; 0: it is none.
[[nodiscard]] qint64 attemptOf(QByteArrayView ack);

struct PoolResult {
    QString job = {};
    QString box = {};
    QString image = {}; ///< SHA-256 of the PNG file; empty: there is none
    qint64 bytes = 0; ///< of it
    qint64 startedMs = 0; ///< by the clock of the box
    qint64 endedMs = 0;
    qint64 attempt = 1;
    QString error = {}; ///< code; empty: there is a picture
    friend bool operator==(const PoolResult &, const PoolResult &) = default;

    [[nodiscard]] int parts() const { return int((bytes + PartBytes - 1) / PartBytes); }
};
[[nodiscard]] QByteArray encode(const PoolResult &result);
/// Of this job and box, in bounds. Errors: PoolMessage.
[[nodiscard]] Result<PoolResult> parseResult(QByteArrayView body, QStringView box, QStringView job);

/// A model that a box draws with.
struct Offer {
    QString id = {}; ///< for people
    QString family = {}; ///< one of share::Families
    share::PrecisionClass precision = share::PrecisionClass::A;
    QList<share::ModelFile> files = {}; ///< as in a JobSpec; the first is the model
    int steps = 20; ///< what it draws well with
    double guidance = 7;
    int side = 512;
    friend bool operator==(const Offer &, const Offer &) = default;
};

enum class BoxState {
    Idle,
    Drawing,
    Away, ///< its owner needs it, or does not share
};
struct BoxCaps {
    QString box = {};
    BoxState state = BoxState::Idle;
    QString reason = {}; ///< code, when it is away
    QString job = {}; ///< what it draws
    QString device = {}; ///< for people
    qint64 done = 0; ///< pictures since it began to work
    qint64 lastHour = 0;
    qint64 handedBack = 0;
    QList<Offer> offers = {};
    friend bool operator==(const BoxCaps &, const BoxCaps &) = default;
};
[[nodiscard]] QString stateName(BoxState state); ///< "idle", "drawing", "away"
[[nodiscard]] QByteArray encode(const BoxCaps &caps);
/// Errors: PoolMessage.
[[nodiscard]] Result<BoxCaps> parseCaps(QByteArrayView body, QStringView box);

/// Whether `bytes` begin as a PNG file of this size does; a size below 1 is not looked at.
[[nodiscard]] bool looksLikePng(QByteArrayView bytes, int width = 0, int height = 0);

} // namespace ain::pool
