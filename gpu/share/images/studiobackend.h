// The studio as the one who draws for others: own work first, and only while the computer is free.
#pragma once

#include "core/base/rng.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/studio/studioservice.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>

namespace ain::share {

struct StudioBackendParts {
    studio::StudioService &service;
    jobs::JobQueue &queue;
    gallery::Gallery &gallery;
    models::ModelLibrary &models;
    ainft::ContentStore &content;
    Rng &rng;
};

struct StudioBackendOptions {
    /// Whether the owner's rules allow work for others now; asked before each order. None: they always do.
    std::function<Result<>()> permission = {};
    /// Background makes room for the owner's own work at once; a picture that is interrupted is begun anew.
    jobs::Priority priority = jobs::Priority::Background;
    /// Pictures stay in the owner's gallery, with this tag if there is one. False: each is taken out again as soon as
    /// it was handed over, its file and its job with it.
    bool keepsPictures = true;
    /// Pictures of strangers: they never enter the gallery at all, and go as with `keepsPictures` false.
    bool isForStrangers = false;
    QString group = {}; ///< of strangers' jobs, by which sweep() finds them
    QString tag = {};
};

/// Thread: main. The parts outlive it and are open; somebody starts the service.
class StudioBackend final : public QObject, public ImageBackend {
    Q_OBJECT
public:
    StudioBackend(const StudioBackendParts &parts, StudioBackendOptions options);
    ~StudioBackend() override;

    [[nodiscard]] QList<OfferedModel> models() const override;
    [[nodiscard]] Result<> ready() const override;
    Task<QList<QByteArray>> draw(QString id, ImageOrder order) override;
    /// The same for requests that say everything. Errors: those of StudioService::submit() too.
    Task<QList<QByteArray>> drawRequests(QString id, QList<recipe::GenerationRequest> wanted);
    void cancel(const QString &id) override;
    /// Ends all that is being drawn, as ShareNotNow: the owner wants the computer back.
    void withdraw(const QString &reason);
    /// Takes out what an earlier run left of `group`; before the first order. Errors: those of the queue.
    Task<> sweep();

    /// What an order becomes. Errors: ShareModelUnknown, those of StudioService::checkRequest().
    [[nodiscard]] Result<QList<recipe::GenerationRequest>> requests(const ImageOrder &order);

private:
    struct Running;
    [[nodiscard]] QList<models::Model> able() const; ///< the default first
    [[nodiscard]] QStringList namesOf(const QList<models::Model> &able) const;
    void noteChange(const QString &jobId, std::optional<jobs::Job> job);
    void endHeld();
    Task<QList<jobs::Job>> submit(QList<recipe::GenerationRequest> wanted);
    [[nodiscard]] bool keepsPictures() const { return m_options.keepsPictures && !m_options.isForStrangers; }
    void cancelJobs(const QStringList &jobs);
    /// Nobody takes the pictures of an order that ended otherwise.
    void leave(const Running &running);
    Task<QList<jobs::Job>> untilEnded(QString id, QStringList jobs);
    Task<QList<QByteArray>> handOver(QList<jobs::Job> jobs);
    Task<> dispose(jobs::Job job);

    StudioBackendParts m_parts;
    StudioBackendOptions m_options;
    std::map<QString, std::unique_ptr<Running>> m_running; ///< by order id
    QSet<QString> m_left; ///< jobs without an order, to be disposed of when they end
};

} // namespace ain::share
