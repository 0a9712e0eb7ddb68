// Values that cross between the Studio page and whatever serves it. Plain data; no sentences. Times are milliseconds,
// moments are milliseconds since 1970 UTC (0: unknown), sizes are pixels, memory is bytes.
#pragma once

#include "core/base/error.h"
#include "core/provenance/manifest.h"
#include "core/recipe/generationrequest.h"
#include "gpu/models/model.h"

#include <QImage>
#include <QList>
#include <QMetaType>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace ain::ui {

struct MetadataEntry {
    QString keyword; ///< of a PNG text chunk, such as "parameters"
    QString text; ///< may be cut by the reader's limit
};

/// Who wrote the settings that were found in an image.
enum class MetadataSource { None, Ours, A1111, ComfyUi };

struct OpenedImage {
    QString id; ///< hand to CollectionBackend::prepareMint
    QString fileName; ///< without folders
    QImage preview; ///< at most 1024 px a side
    QSize size; ///< of the full image, px
    qint64 bytes = 0;
    QString format; ///< "PNG", "JPEG", "WebP"
    QString sha256; ///< hex
    QString cid; ///< CIDv1
    QList<MetadataEntry> metadata;
    provenance::Report credentials; ///< its Content Credentials, checked
    /// What the image says about its making, as far as it is understood. A model without hash is only a name.
    std::optional<recipe::GenerationRequest> settings = {};
    MetadataSource settingsFrom = MetadataSource::None;
    QStringList tags = {}; ///< of the picture in the gallery, if it is one; "trait: value" are its traits
};

enum class EngineState {
    Missing, ///< the program is not installed, or can't run here: nothing can be drawn
    Stopped, ///< starts by itself with the next job
    Starting,
    Idle,
    Loading, ///< a model
    Busy,
    Stopping,
    BackingOff, ///< ended badly; starts again in `restartInMs`
    GivenUp ///< ended badly too often; waits for startEngine()
};

/// What keeps the engine away from everything but its models.
struct EngineCage {
    bool isKnown = false; ///< the engine ran at least once and told
    bool noNetwork = false;
    bool landlock = false; ///< only its files
    bool seccomp = false; ///< only the system calls it needs
    bool noNewPrivs = false;
    QStringList missing; ///< what the system did not offer, in the engine's words

    [[nodiscard]] bool isWhole() const { return isKnown && noNetwork && landlock && seccomp && noNewPrivs; }
};

struct EngineStatus {
    EngineState state = EngineState::Missing;
    QString build; ///< empty: not known yet
    QString backend; ///< "cpu", "cuda", "vulkan"; empty: not known yet
    QString device; ///< name of the GPU or processor that draws; empty: not known yet
    std::optional<qint64> freeBytes; ///< memory of the device that draws, free now
    std::optional<qint64> totalBytes;
    QStringList samplers; ///< identifiers; empty until the engine told
    QStringList schedulers;
    QStringList precisions;
    EngineCage cage;
    qint64 restartInMs = -1; ///< BackingOff only; engineChanged() comes every second meanwhile
    std::optional<Error> error; ///< why it is missing, backing off or given up
};

enum class JobState { Queued, Paused, Running, Done, Failed, Cancelled };
enum class JobPhase { Waiting, Load, Encode, Sample, Decode, Upscale };

/// One picture that is wanted.
struct StudioJob {
    QString id;
    QString group; ///< equal: wanted by one click
    JobState state = JobState::Queued;
    recipe::GenerationRequest request;
    JobPhase phase = JobPhase::Waiting; ///< Running only, like all down to `preview`
    int step = 0;
    int steps = 0; ///< 0: not known
    qint64 elapsedMs = 0;
    std::optional<qint64> leftMs; ///< only when it is honest
    bool leftIsWhole = false; ///< false: the sampling alone
    QImage preview; ///< small; null until there is one
    std::optional<Error> error; ///< of the last attempt
    int attempts = 0;
    bool isCancelWanted = false;
    qint64 createdMs = 0;
    qint64 endedMs = 0;
};

enum class GallerySort { Newest, Oldest, Largest, Model };

struct GalleryQuery {
    QString text; ///< words of prompt, negative prompt, tags; never a query language
    bool starredOnly = false;
    bool mintedOnly = false;
    QString tag; ///< empty: any
    QString modelName; ///< empty: any
    GallerySort sort = GallerySort::Newest;
    friend bool operator==(const GalleryQuery &, const GalleryQuery &) = default;
};

struct GalleryCounts {
    int all = 0;
    int starred = 0;
    int minted = 0;
};

struct StudioPicture {
    qint64 id = 0;
    QString sha256; ///< of the PNG file in the content store
    QSize size;
    qint64 bytes = 0;
    QString prompt;
    QString negative;
    QString modelName;
    std::optional<recipe::GenerationRequest> request; ///< none: opened from elsewhere, or of a later version
    QString recipeHash; ///< 64 hex digits, empty without a recipe
    qint64 createdMs = 0;
    bool star = false;
    QStringList tags;
    QList<qint64> parents; ///< what it was made from
    QString mintedObjectId; ///< empty: not minted
    QString mintedTokenId;
    [[nodiscard]] bool isMinted() const { return !mintedObjectId.isEmpty(); }
};

/// A picture in the content store that can be drawn over: always a PNG.
struct SourceImage {
    QString sha256;
    QSize size;
    QImage preview; ///< at most 1024 px a side
};

struct ModelFit {
    bool fits = true;
    bool onGpu = false; ///< what the figures are about: free VRAM or free RAM
    qint64 needBytes = 0; ///< 0: not known
    qint64 freeBytes = 0;
    QSize largest; ///< largest square that would fit; empty: not even the smallest does
    std::optional<Error> reason; ///< set when it does not fit
};

struct ModelLicence {
    QString id;
    QString name;
    QString url;
    bool allowsCommercial = false;
};

/// A file whose licence is known and forbids commercial use of what is drawn with it.
struct RestrictedModel {
    QString model;
    QString licence; ///< its name
};

/// A file that is being hashed or downloaded. Ended ones leave the list; a failed download stays with its error.
struct ModelWork {
    QString id; ///< Model::id while it is hashed, else the name of the download
    QString name;
    bool isDownload = false;
    qint64 done = 0;
    qint64 total = -1; ///< -1: not known
    std::optional<Error> error;
};

struct AddedModels {
    QList<models::Model> added; ///< the known ones among them are read again
    QList<Error> refused; ///< one per file that looked like a model and is none
    int skipped = 0; ///< files that don't look like models
};

/// How long one picture takes on this computer.
struct TimeRange {
    qint64 lowMs = 0;
    qint64 highMs = 0;
};

/// What came of drawing a recipe again.
struct RecipeCheck {
    bool isBitEqual = false; ///< the same pixels
    int hashDistance = -1; ///< of perceptual hashes, 0 … 64 bits; -1: not comparable
    double rms = 0; ///< root mean square of the differences of channels, 0 … 255
    QStringList differences; ///< members of the recipe that differ in how they were run here: "engine", "profile" …
};

} // namespace ain::ui

Q_DECLARE_METATYPE(ain::ui::StudioJob)
