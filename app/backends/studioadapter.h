#pragma once

#include "app/services/services.h"
#include "gpu/engine/protocol/errors.h"
#include "ui/backend/studiobackend.h"

namespace ain::app {

class StudioAdapter final : public ui::StudioBackend {
    Q_OBJECT
public:
    explicit StudioAdapter(Services &services) : m_services(services) { }

    Task<ui::OpenedImage> openFile(QString path) override;
    [[nodiscard]] ui::OpenedImage current() const override { return m_current; }

    // There is no engine in this build: nothing is drawn, and so there is no queue and no gallery.
    [[nodiscard]] ui::EngineStatus engine() const override;
    Task<> startEngine() override { return missing<void>(); }
    [[nodiscard]] std::optional<ui::TimeRange> estimate(const recipe::GenerationRequest &) const override { return {}; }
    Task<> measure() override { return missing<void>(); }
    void cancelMeasure() override { }
    [[nodiscard]] quint64 newSeed() override;
    Task<ui::OpenedImage> openPicture(qint64) override { return missing<ui::OpenedImage>(); }
    Task<ui::SourceImage> sourceImage(QString) override { return missing<ui::SourceImage>(); }
    Task<QString> keepImage(QImage) override { return missing<QString>(); }
    Task<QStringList> submit(QList<recipe::GenerationRequest>, QList<qint64>) override
    {
        return missing<QStringList>();
    }
    [[nodiscard]] QList<ui::StudioJob> jobs() const override { return {}; }
    [[nodiscard]] bool isPaused() const override { return false; }
    Task<> setPaused(bool) override { return missing<void>(); }
    Task<> pauseJob(QString, bool) override { return missing<void>(); }
    Task<> cancelJob(QString) override { return missing<void>(); }
    Task<> cancelAllJobs() override { return missing<void>(); }
    Task<> retryJob(QString) override { return missing<void>(); }
    Task<> moveJob(QString, QString) override { return missing<void>(); }
    [[nodiscard]] QList<models::Model> models() const override { return {}; }
    [[nodiscard]] ui::ModelFit fit(const recipe::GenerationRequest &) const override { return {}; }
    [[nodiscard]] ui::ModelFit fit(const models::Model &, QSize) const override { return {}; }
    Task<ui::AddedModels> addModels(QStringList) override { return missing<ui::AddedModels>(); }
    Task<> removeModel(QString) override { return missing<void>(); }
    Task<> verifyModel(QString) override { return missing<void>(); }
    void cancelModelWork(const QString &) override { }
    [[nodiscard]] QList<ui::ModelWork> modelWork() const override { return {}; }
    [[nodiscard]] QList<ui::ModelLicence> licences() const override { return {}; }
    Task<> setModelLicence(QString, QString) override { return missing<void>(); }
    Task<> downloadModel(QString, QString, QString) override { return missing<void>(); }
    [[nodiscard]] ui::GalleryCounts counts() const override { return {}; }
    [[nodiscard]] QStringList galleryTags() const override { return {}; }
    [[nodiscard]] QStringList galleryModels() const override { return {}; }
    Task<QList<qint64>> pictureIds(ui::GalleryQuery) override { return Task<QList<qint64>>::finished(QList<qint64>()); }
    Task<QList<ui::StudioPicture>> pictures(QList<qint64>) override { return missing<QList<ui::StudioPicture>>(); }
    Task<QHash<qint64, QImage>> thumbnails(QList<qint64>, int) override { return missing<QHash<qint64, QImage>>(); }
    Task<QImage> pictureImage(qint64, QSize) override { return missing<QImage>(); }
    Task<QList<qint64>> children(qint64) override { return missing<QList<qint64>>(); }
    Task<> setStar(QList<qint64>, bool) override { return missing<void>(); }
    Task<> setTags(qint64, QStringList) override { return missing<void>(); }
    Task<QString> removePictures(QList<qint64>) override { return missing<QString>(); }
    Task<> undoRemove(QString) override { return missing<void>(); }
    Task<> saveCopy(qint64, QString) override { return missing<void>(); }
    Task<QString> fileToHandOut(qint64) override { return missing<QString>(); }
    Task<ui::RecipeCheck> checkRecipe(qint64) override { return missing<ui::RecipeCheck>(); }
    void cancelCheck() override { }
    Task<QByteArray> draft(QString name) override;
    Task<> saveDraft(QString name, QByteArray json) override;

    /// Opens the image of the last run again. Call once before the window is shown.
    Task<> start();

private:
    template<typename T>
    static Task<T> missing()
    {
        return Task<T>::finished(failure(errors::EngineMissing));
    }
    Task<ui::OpenedImage> open(ainft::Content content, QString fileName);

    Services &m_services;
    ui::OpenedImage m_current;
};

} // namespace ain::app
