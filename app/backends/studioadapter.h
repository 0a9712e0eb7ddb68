// The studio's rooms as the window sees them.
#pragma once

#include "app/services/services.h"
#include "ui/backend/studiobackend.h"

#include <QTemporaryDir>
#include <QTimer>

#include <memory>

namespace ain::app {

/// Thread: main. Until the rooms are open there are no jobs and models, and who asks for drafts and pictures waits;
/// what can't be opened is told by engine().error, and looking at images from outside works all the same.
class StudioAdapter final : public ui::StudioBackend {
    Q_OBJECT
public:
    explicit StudioAdapter(Services &services);
    ~StudioAdapter() override;

    Task<ui::OpenedImage> openFile(QString path) override;
    [[nodiscard]] ui::OpenedImage current() const override { return m_current; }
    Task<ui::OpenedImage> openPicture(qint64 pictureId) override;
    Task<ui::SourceImage> sourceImage(QString sha256) override;
    Task<QString> keepImage(QImage image) override;

    [[nodiscard]] ui::EngineStatus engine() const override;
    Task<> startEngine() override;
    [[nodiscard]] std::optional<ui::TimeRange> estimate(const recipe::GenerationRequest &request) const override;
    Task<> measure() override;
    void cancelMeasure() override;
    [[nodiscard]] quint64 newSeed() override;

    Task<QStringList> submit(QList<recipe::GenerationRequest> requests, QList<qint64> parents) override;
    [[nodiscard]] QList<ui::StudioJob> jobs() const override { return m_jobs; }
    [[nodiscard]] bool isPaused() const override { return m_isPaused; }
    Task<> setPaused(bool isPaused) override;
    Task<> pauseJob(QString id, bool isPaused) override;
    Task<> cancelJob(QString id) override;
    Task<> cancelAllJobs() override;
    Task<> retryJob(QString id) override;
    Task<> moveJob(QString id, QString beforeId) override;

    [[nodiscard]] QList<models::Model> models() const override;
    [[nodiscard]] ui::ModelFit fit(const recipe::GenerationRequest &request) const override;
    [[nodiscard]] ui::ModelFit fit(const models::Model &model, QSize size) const override;
    Task<ui::AddedModels> addModels(QStringList paths) override;
    Task<> removeModel(QString id) override;
    Task<> verifyModel(QString id) override;
    void cancelModelWork(const QString &id) override;
    [[nodiscard]] QList<ui::ModelWork> modelWork() const override { return m_work; }
    [[nodiscard]] QList<ui::ModelLicence> licences() const override;
    Task<> setModelLicence(QString id, QString licenceId) override;
    [[nodiscard]] QList<ui::RestrictedModel> restricted(const recipe::GenerationRequest &request) const override;
    Task<> downloadModel(QString address, QString sha256, QString name) override;

    [[nodiscard]] ui::GalleryCounts counts() const override { return m_counts; }
    [[nodiscard]] QStringList galleryTags() const override { return m_tags; }
    [[nodiscard]] QStringList galleryModels() const override { return m_modelNames; }
    Task<QList<qint64>> pictureIds(ui::GalleryQuery query) override;
    Task<QList<ui::StudioPicture>> pictures(QList<qint64> ids) override;
    Task<QHash<qint64, QImage>> thumbnails(QList<qint64> ids, int side) override;
    Task<QImage> pictureImage(qint64 id, QSize bounds) override;
    Task<QList<qint64>> children(qint64 id) override;
    Task<> setStar(QList<qint64> ids, bool star) override;
    Task<> setTags(qint64 id, QStringList tags) override;
    Task<QList<qint64>> drawnTogether(qint64 id) override;
    Task<> saveSheet(QList<qint64> ids, QString path) override;
    Task<QString> removePictures(QList<qint64> ids) override;
    Task<> undoRemove(QString token) override;
    Task<> saveCopy(qint64 id, QString path) override;
    Task<QString> fileToHandOut(qint64 id) override;
    Task<ui::RecipeCheck> checkRecipe(qint64 id) override;
    void cancelCheck() override;

    Task<QByteArray> draft(QString name) override;
    Task<> saveDraft(QString name, QByteArray json) override;

    /// Opens the rooms, begins to draw what waits, and opens the image of the last run again. Call once.
    Task<> start();
    /// A picture of the gallery became a token.
    Task<> setMinted(QString sha256, QString objectId, QString tokenId);

private:
    Task<> openRooms();
    Task<ui::OpenedImage> open(ainft::Content content, QString fileName, QStringList tags = {});
    Task<gallery::Picture> picture(qint64 id);
    Task<> readJobs();
    Task<> readCounts();
    /// A group of which no job waits any more: tells when it was a grid and all of it is drawn.
    Task<> tellGrid(QString group);
    void wireQueue();
    void wireModels();
    void showProgress(const QString &id, const engine::Progress &progress);
    [[nodiscard]] ui::StudioJob viewOf(const jobs::Job &job) const;
    void setWork(const QString &id, const QString &name, bool isDownload, qint64 done, qint64 total);
    void endWork(const QString &id, const std::optional<Error> &error);
    /// Hashes files one after the other, in the background.
    Task<> hashAll(QStringList ids);
    Task<QImage> thumbnail(gallery::Picture picture, int side);

    Services &m_services;
    StudioRooms &m_rooms;
    ui::OpenedImage m_current;
    std::optional<Error> m_openError;
    bool m_isOpen = false;
    bool m_isPaused = false;
    QList<ui::StudioJob> m_jobs;
    QHash<QString, engine::Progress> m_progress; ///< of running jobs
    QTimer m_jobsTimer; ///< many changes, one reading
    QTimer m_countsTimer;
    QTimer m_restartTimer; ///< counts the seconds until the engine starts again
    QList<ui::ModelWork> m_work;
    ui::GalleryCounts m_counts;
    QStringList m_tags;
    QStringList m_modelNames;
    std::unique_ptr<QTemporaryDir> m_handedOut;
};

} // namespace ain::app
