// The inside of StudioService.
#pragma once

#include "gpu/studio/studioservice.h"

namespace ain::studio {

class StudioService::Private : public QObject {
public:
    Private(StudioService &service, const StudioParts &given) : q(service), parts(given) { }

    void wake(); ///< there may be something to draw
    void preempt(); ///< the running job goes back to the queue
    Task<> drive();
    Task<> work(jobs::Lease lease);
    /// An order with its files and pictures. Errors: StudioModelMissing, StudioSourceMissing, model.no_vram …
    Task<engine::Order> prepare(recipe::GenerationRequest request);
    Task<QImage> source(QString sha256);
    /// `result`: what is known of the drawing beyond the checkpoint.
    Task<> list(jobs::Lease lease, JobPayload payload, JobCheckpoint checkpoint, QSize size, qint64 bytes,
                JobResult result);
    Task<> endBadly(jobs::Lease lease, Error error);
    Task<QString> keep(QImage image);
    void hold(std::optional<Error> why);
    [[nodiscard]] Result<QHash<QString, QString>> files(const recipe::GenerationRequest &request) const;

    StudioService &q;
    StudioParts parts;
    bool isStarted = false;
    bool isDriving = false;
    bool mustLookAgain = false;
    std::optional<Error> held;
    std::optional<jobs::Lease> running;
    ForOthers forOthers = ForOthers::Draw;
    bool isPreempted = false; ///< the running job makes room, and goes back to the queue
    bool isCancelWanted = false; ///< of the running job
    engine::Progress lastProgress; ///< with a preview, of the running job
    QString reachedJob; ///< whose states `reached` has
    ReachedStates reached;
    quint64 checks = 0;
    QString loadedModel; ///< SHA-256 of what the engine holds
};

} // namespace ain::studio
