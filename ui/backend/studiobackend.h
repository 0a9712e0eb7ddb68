// The window's view of the studio: engine, queue, models, gallery, drafts. Main thread; whatever decodes, hashes or
// reads does so elsewhere and answers by its task. Getters answer at once from memory. Sizes of images from outside are
// bounded before they are decoded.
#pragma once

#include "core/base/task.h"
#include "ui/backend/studiotypes.h"

#include <QHash>
#include <QObject>

namespace ain::ui {

class StudioBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // Images from outside.

    /// Keeps the file in the content store, makes it current() and reads its texts.
    virtual Task<OpenedImage> openFile(QString path) = 0;
    /// The image opened last, after a restart too; an empty id means none.
    [[nodiscard]] virtual OpenedImage current() const = 0;
    /// Makes a picture of the gallery current(), to mint it.
    virtual Task<OpenedImage> openPicture(qint64 pictureId) = 0;
    /// A file of the content store (OpenedImage::sha256, StudioPicture::sha256) as something to draw over; what is no
    /// PNG is written as one.
    virtual Task<SourceImage> sourceImage(QString sha256) = 0;
    /// Pixels painted here (a mask) as a PNG in the content store; gives its SHA-256.
    virtual Task<QString> keepImage(QImage image) = 0;

    // Engine and computer.

    [[nodiscard]] virtual EngineStatus engine() const = 0;
    /// After EngineState::GivenUp or BackingOff: again, now.
    virtual Task<> startEngine() = 0;
    /// How long a picture of this request takes here; nothing when nobody measured.
    [[nodiscard]] virtual std::optional<TimeRange> estimate(const recipe::GenerationRequest &request) const = 0;
    /// Measures the computer, up to a minute; estimate() knows more afterwards. errors::Cancelled.
    virtual Task<> measure() = 0;
    virtual void cancelMeasure() = 0;
    /// A random seed below recipe::SeedEnd.
    [[nodiscard]] virtual quint64 newSeed() = 0;

    // Queue. The order of jobs(): running, waiting in the order in which they will be drawn (paused ones in their
    // place), then failed ones, the newest first. Done jobs are in the gallery; cancelled ones are not listed.

    /// All or none; checked before (errors of recipe::check, of missing models and files, EngineMissing). `parents`:
    /// pictures these are made from. Gives the ids of the jobs.
    virtual Task<QStringList> submit(QList<recipe::GenerationRequest> requests, QList<qint64> parents) = 0;
    [[nodiscard]] virtual QList<StudioJob> jobs() const = 0;
    [[nodiscard]] virtual bool isPaused() const = 0; ///< nothing new begins
    virtual Task<> setPaused(bool isPaused) = 0;
    virtual Task<> pauseJob(QString id, bool isPaused) = 0;
    /// Running: asks the engine to stop, within moments. Waiting: ends at once. Failed: leaves the list.
    virtual Task<> cancelJob(QString id) = 0;
    virtual Task<> cancelAllJobs() = 0;
    /// A failed one again, at the end of the queue.
    virtual Task<> retryJob(QString id) = 0;
    /// Before another waiting job; empty: to the end.
    virtual Task<> moveJob(QString id, QString beforeId) = 0;

    // Models.

    [[nodiscard]] virtual QList<models::Model> models() const = 0; ///< by name, of all kinds
    /// Whether the files of this request fit free memory together.
    [[nodiscard]] virtual ModelFit fit(const recipe::GenerationRequest &request) const = 0;
    /// The same for one file at `size`.
    [[nodiscard]] virtual ModelFit fit(const models::Model &model, QSize size) const = 0;
    /// Files and folders, in any mixture. They stay where they are; hashing begins by itself.
    virtual Task<AddedModels> addModels(QStringList paths) = 0;
    virtual Task<> removeModel(QString id) = 0; ///< from the list, never from the disk
    virtual Task<> verifyModel(QString id) = 0; ///< hashes it, again if need be
    virtual void cancelModelWork(const QString &id) = 0; ///< ModelWork::id
    [[nodiscard]] virtual QList<ModelWork> modelWork() const = 0;
    [[nodiscard]] virtual QList<ModelLicence> licences() const = 0; ///< to choose from
    virtual Task<> setModelLicence(QString id, QString licenceId) = 0; ///< empty: takes the user's choice back
    /// The files of a recipe that forbid commercial use, by the user's word or what is known of their hashes.
    [[nodiscard]] virtual QList<RestrictedModel> restricted(const recipe::GenerationRequest &request) const = 0;
    /// Only ever from an address and a hash that the user gave. Ends when the file is in the list; goes on after a
    /// break when asked for again with the same name.
    virtual Task<> downloadModel(QString address, QString sha256, QString name) = 0;

    // Gallery.

    [[nodiscard]] virtual GalleryCounts counts() const = 0;
    [[nodiscard]] virtual QStringList galleryTags() const = 0; ///< in use, by name
    [[nodiscard]] virtual QStringList galleryModels() const = 0; ///< names in use
    /// Ids of all that match, in order: 8 bytes each, so that a view can be virtual.
    virtual Task<QList<qint64>> pictureIds(GalleryQuery query) = 0;
    virtual Task<QList<StudioPicture>> pictures(QList<qint64> ids) = 0; ///< at most 500; unknown ones are left out
    /// Scaled to fit a square of `side` px; those that can't be read are left out. At most 200 ids.
    virtual Task<QHash<qint64, QImage>> thumbnails(QList<qint64> ids, int side) = 0;
    /// Whole, or scaled down to fit `bounds` when that is not empty.
    virtual Task<QImage> pictureImage(qint64 id, QSize bounds) = 0;
    virtual Task<QList<qint64>> children(qint64 id) = 0; ///< made from it, oldest first
    virtual Task<> setStar(QList<qint64> ids, bool star) = 0;
    virtual Task<> setTags(qint64 id, QStringList tags) = 0;
    /// The pictures that were wanted by the same click, this one among them, oldest first; those that are still to be
    /// drawn are not. Of a job that is long forgotten: none.
    virtual Task<QList<qint64>> drawnTogether(qint64 id) = 0;
    /// Pictures on one, with the settings they differ in along its edges, as a PNG; at most 400, replacing what is
    /// there.
    virtual Task<> saveSheet(QList<qint64> ids, QString path) = 0;
    /// Out of sight at once; gives a token for undoRemove(). They and their files go 30 days later.
    virtual Task<QString> removePictures(QList<qint64> ids) = 0;
    virtual Task<> undoRemove(QString token) = 0;
    /// Copies the PNG with all its texts, replacing what is there.
    virtual Task<> saveCopy(qint64 id, QString path) = 0;
    /// A file of a speaking name that may be handed to other programs; lives as long as the program runs.
    virtual Task<QString> fileToHandOut(qint64 id) = 0;
    /// Draws its recipe again and compares. Seconds to minutes; errors::Cancelled after cancelCheck().
    virtual Task<RecipeCheck> checkRecipe(qint64 id) = 0;
    virtual void cancelCheck() = 0;

    // Drafts: small JSON texts under a name ("studio", "styles"), at most 1 MiB. An unknown name gives empty bytes.

    virtual Task<QByteArray> draft(QString name) = 0;
    virtual Task<> saveDraft(QString name, QByteArray json) = 0;

Q_SIGNALS:
    void currentChanged();
    void engineChanged();
    void measureProgress(double share); ///< 0 … 1
    void jobsChanged(); ///< which there are, their order or states
    void jobProgressed(const QString &id); ///< only step, preview and times of this running one
    /// A picture of this prompt was drawn by a model that has no words for these pieces of it.
    void wordsUnknown(const QString &prompt, const QStringList &words);
    void modelsChanged();
    void modelWorkChanged(); ///< often while hashing
    void gridDone(const QList<qint64> &pictures); ///< all of one click, which differ in more than their seeds
    void galleryChanged(); ///< pictures came or went, or their order
    void picturesChanged(const QList<qint64> &ids); ///< star, tags, minted of these
};

} // namespace ain::ui
