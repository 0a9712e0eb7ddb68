// What app and ain-engine say to each other (docs/formats.md, "Engine protocol"). Value types with encode and decode.
//
// A message is one JSON object with a "type". Members only get added; unknown members are skipped, an unknown type is
// an error. Pictures do not stand in a message: it says their shapes, and their memory comes beside it, in the same
// order. decode() bounds every text, number and list; whether a request can be drawn is for the engine to say. Errors:
// engine.protocol. Thread: any.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"
#include "gpu/engine/protocol/sharedpixels.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace ain::engine {

enum class Phase { Load, Encode, Sample, Decode, Upscale };
enum class Mode { TextToImage, ImageToImage, Inpaint, Upscale };

[[nodiscard]] QString phaseName(Phase phase); ///< "load", "encode", "sample", "decode", "upscale"

/// The files of one model. Absolute paths; empty: not there. Either `model` (everything in one file) or `diffusion`.
struct ModelFiles {
    QString model = {};
    QString diffusion = {};
    QString vae = {};
    QString taesd = {}; ///< small decoder, in place of the VAE
    QString clipL = {};
    QString clipG = {};
    QString t5xxl = {};
    QString llm = {};
    QString precision = {}; ///< weight type: "as_file" (also when empty), "f32", "f16", "q8_0", ...

    [[nodiscard]] bool isEmpty() const { return model.isEmpty() && diffusion.isEmpty(); }
    friend bool operator==(const ModelFiles &, const ModelFiles &) = default;
};

struct LoraFile {
    QString path = {};
    double weight = 1.0;
    friend bool operator==(const LoraFile &, const LoraFile &) = default;
};

/// The states between noise and picture, [channels][height][width] of float32, little-endian. They travel as grey
/// pictures of their bytes: one row of numbers is one row of the picture, `count` states below one another.
struct LatentShape {
    int channels = 0;
    int height = 0;
    int width = 0;

    [[nodiscard]] qint64 bytes() const { return qint64(channels) * height * width * 4; }
    [[nodiscard]] ImageShape memory(int count) const
    {
        return {.width = width * 4, .height = height * channels * count, .channels = 1};
    }
    [[nodiscard]] bool isValid() const;
    friend bool operator==(const LatentShape &, const LatentShape &) = default;
};

/// The way to the picture as well, or a part of it. State k is what step k begins with: state 0 the noise of the seed,
/// state N the picture before it is decoded. A model without trace refuses (engine.arguments, what: no_trace).
struct TraceOrder {
    int first = 0; ///< state to begin with
    int last = 0; ///< state to end with; 0: the picture
    QList<int> keep = {}; ///< states that are wanted themselves, ascending; of all others only hashes
    std::optional<LatentShape> start = {}; ///< state `first`, beside the message behind init and mask; none for 0
    bool tells = false; ///< each state as soon as it is reached (StateEvent), so that another can go on from it
    friend bool operator==(const TraceOrder &, const TraceOrder &) = default;
};

/// One picture to draw. `job` is the asker's name for it, at most 128 characters.
struct DrawOrder {
    QString job = {};
    Mode mode = Mode::TextToImage;
    ModelFiles files = {}; ///< loaded first when it is not what is loaded
    QList<LoraFile> loras = {};
    QString prompt = {};
    QString negative = {};
    int width = 512; ///< pixels
    int height = 512;
    int steps = 20; ///< 0: what the model's file recommends (only the built-in model's does)
    QString sampler = {}; ///< name as in HelloEvent::samplers
    QString scheduler = {};
    double guidance = 7.0; ///< below 0: as with steps
    quint64 seed = 0; ///< < 2^53
    int clipSkip = 0; ///< 0: the model's own
    double strength = 0.75; ///< of img2img and inpaint, 0 to 1
    bool preview = false; ///< send PreviewEvent per step
    std::optional<ImageShape> init = {}; ///< first picture beside the message
    std::optional<ImageShape> mask = {}; ///< second; one channel, white is drawn anew
    std::optional<TraceOrder> trace = {}; ///< a part that ends before the picture is decoded as far as it is
    friend bool operator==(const DrawOrder &, const DrawOrder &) = default;
};

struct UpscaleOrder {
    QString job = {};
    QString upscaler = {}; ///< ESRGAN file
    int factor = 0; ///< 0: the model's own
    ImageShape image = {}; ///< beside the message
    friend bool operator==(const UpscaleOrder &, const UpscaleOrder &) = default;
};

/// A stranger's PNG that somebody wants to look at: read where nothing is at stake. The answer's picture is RGB;
/// what was transparent stands on white.
struct DecodeOrder {
    QString job = {};
    int width = 0; ///< pixels, as the file says; another size is an error
    int height = 0;
    qint64 bytes = 0; ///< of the file, which lies beside the message in rows of FileRowBytes, the rest zero
    [[nodiscard]] ImageShape memory() const;
    friend bool operator==(const DecodeOrder &, const DecodeOrder &) = default;
};
inline constexpr int FileRowBytes = 4096;
inline constexpr qint64 MaxFileBytes = qint64(FileRowBytes) * MaxImageSide;

struct HelloCommand {
    int version = 1;
    friend bool operator==(const HelloCommand &, const HelloCommand &) = default;
};
struct LoadCommand {
    QString job = {};
    ModelFiles files = {};
    friend bool operator==(const LoadCommand &, const LoadCommand &) = default;
};
struct UnloadCommand {
    friend bool operator==(const UnloadCommand &, const UnloadCommand &) = default;
};
struct CancelCommand {
    QString job = {};
    friend bool operator==(const CancelCommand &, const CancelCommand &) = default;
};
struct StatusCommand {
    friend bool operator==(const StatusCommand &, const StatusCommand &) = default;
};
struct BenchmarkCommand {
    QString job = {};
    int seconds = 5; ///< 1 to 60
    friend bool operator==(const BenchmarkCommand &, const BenchmarkCommand &) = default;
};
struct QuitCommand {
    friend bool operator==(const QuitCommand &, const QuitCommand &) = default;
};
using Command = std::variant<HelloCommand, LoadCommand, UnloadCommand, DrawOrder, UpscaleOrder, DecodeOrder,
                             CancelCommand, StatusCommand, BenchmarkCommand, QuitCommand>;

struct DeviceInfo {
    QString name = {};
    QString kind = {}; ///< "cpu", "cuda", "vulkan"
    qint64 totalBytes = 0;
    qint64 freeBytes = 0;
    friend bool operator==(const DeviceInfo &, const DeviceInfo &) = default;
};

/// What of its cage the engine could close. `missing` names what the system did not offer.
struct Confinement {
    bool noNetwork = false;
    bool landlock = false;
    bool seccomp = false;
    bool noNewPrivs = false;
    int landlockAbi = 0;
    QStringList missing = {};
    friend bool operator==(const Confinement &, const Confinement &) = default;
};

/// The engine's first message, unasked, and its answer to HelloCommand.
struct HelloEvent {
    int version = 1;
    QString build = {}; ///< decides the bytes of a picture: library, version, flags. Part of a recipe
    QString backend = {}; ///< "cpu", "cuda", "vulkan", "none"
    int threads = 1;
    bool canCancel = false; ///< false: only ending the process stops a job
    QStringList samplers = {};
    QStringList schedulers = {};
    QStringList precisions = {};
    QList<DeviceInfo> devices = {};
    Confinement confinement = {};
    friend bool operator==(const HelloEvent &, const HelloEvent &) = default;
};
struct LoadedEvent {
    QString job = {};
    QString family = {}; ///< as the library names it; empty when unknown
    qint64 elapsedMs = 0;
    qint64 residentBytes = 0;
    friend bool operator==(const LoadedEvent &, const LoadedEvent &) = default;
};
struct UnloadedEvent {
    friend bool operator==(const UnloadedEvent &, const UnloadedEvent &) = default;
};
struct ProgressEvent {
    QString job = {};
    Phase phase = Phase::Load;
    int step = 0;
    int steps = 0; ///< 0: unknown
    qint64 elapsedMs = 0; ///< since the job began
    friend bool operator==(const ProgressEvent &, const ProgressEvent &) = default;
};
struct PreviewEvent {
    QString job = {};
    int step = 0;
    ImageShape image = {}; ///< beside the message; small
    friend bool operator==(const PreviewEvent &, const PreviewEvent &) = default;
};
/// Of an order whose trace tells: this state was reached.
struct StateEvent {
    QString job = {};
    int index = 0;
    LatentShape shape = {}; ///< its bytes lie beside the message
    friend bool operator==(const StateEvent &, const StateEvent &) = default;
};
/// Comes before DoneEvent when a trace was ordered.
struct TraceEvent {
    QString job = {};
    int steps = 0; ///< N of the whole way
    int first = 0; ///< state of the first hash
    QStringList hashes = {}; ///< SHA-256 of each state's bytes, 64 hex digits, up to the last state of the order
    LatentShape shape = {};
    QList<int> kept = {}; ///< states beside the message, in this order; none: no memory comes
    friend bool operator==(const TraceEvent &, const TraceEvent &) = default;
};
struct DoneEvent {
    QString job = {};
    ImageShape image = {}; ///< beside the message
    qint64 elapsedMs = 0; ///< whole job
    qint64 loadMs = 0;
    qint64 sampleMs = 0;
    qint64 decodeMs = 0;
    qint64 peakBytes = 0; ///< highest resident memory of the process so far
    /// Pieces of the prompts that the model has no words for; only one of a short vocabulary tells. encode() cuts.
    QStringList unknownWords = {};
    friend bool operator==(const DoneEvent &, const DoneEvent &) = default;
};
struct FailedEvent {
    QString job = {};
    QString code = {}; ///< an ErrorCode's text: engine.*, cancelled
    QString what = {}; ///< the code's argument (what, reason or phase)
    QString detail = {}; ///< last words of the library's log
    friend bool operator==(const FailedEvent &, const FailedEvent &) = default;
};
struct LogEvent {
    int level = 0; ///< 0 debug, 1 information, 2 warning, 3 error
    QString text = {};
    friend bool operator==(const LogEvent &, const LogEvent &) = default;
};
struct StatusEvent {
    QString state = {}; ///< "idle", "loading", "busy"
    QString job = {};
    QString model = {}; ///< path of what is loaded
    qint64 residentBytes = 0;
    qint64 peakBytes = 0;
    qint64 uptimeMs = 0;
    friend bool operator==(const StatusEvent &, const StatusEvent &) = default;
};
struct MeasuredEvent {
    QString job = {};
    json::Object figures = {}; ///< name → number
    friend bool operator==(const MeasuredEvent &, const MeasuredEvent &) = default;
};
using Event = std::variant<HelloEvent, LoadedEvent, UnloadedEvent, ProgressEvent, PreviewEvent, DoneEvent, FailedEvent,
                           LogEvent, StatusEvent, MeasuredEvent, TraceEvent, StateEvent>;

inline constexpr int MaxPromptChars = 20'000; ///< UTF-16 units
inline constexpr int MaxPathChars = 4096;
inline constexpr int MaxJobChars = 128;
inline constexpr int MaxLoras = 32;
inline constexpr int MaxStates = 1024; ///< of a trace
inline constexpr int MaxLatentSide = 1024; ///< numbers of a row, and rows
inline constexpr int MaxLatentChannels = 64;
inline constexpr int MaxLogChars = 2000; ///< encode() cuts
inline constexpr int MaxUnknownWords = 20;
inline constexpr int MaxWordChars = 64;

[[nodiscard]] QByteArray encode(const Command &command);
[[nodiscard]] QByteArray encode(const Event &event);
[[nodiscard]] Result<Command> decodeCommand(QByteArrayView payload);
[[nodiscard]] Result<Event> decodeEvent(QByteArrayView payload);

/// Shapes of the pictures that travel beside the message, in the order of their descriptors.
[[nodiscard]] QList<ImageShape> pictures(const Command &command);
[[nodiscard]] QList<ImageShape> pictures(const Event &event);

} // namespace ain::engine
