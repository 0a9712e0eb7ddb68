// The studio as the one who draws for the pool.
#pragma once

#include "gpu/share/images/studiobackend.h"
#include "gpu/share/pool/painter.h"

namespace ain::pool {

/// Thread: main. `backend` and `models` outlive it.
class StudioPainter final : public QObject, public Painter {
    Q_OBJECT
public:
    StudioPainter(share::StudioBackend &backend, const models::ModelLibrary &models, QString device);
    ~StudioPainter() override;

    /// Those of families that have a name in a JobSpec, with the files they need beside them.
    [[nodiscard]] QList<Offer> offers() const override;
    [[nodiscard]] QString device() const override { return m_device; }
    Task<QByteArray> draw(QString job, share::JobSpec spec) override;
    void cancel(const QString &job) override { m_backend.cancel(job); }

private:
    share::StudioBackend &m_backend;
    const models::ModelLibrary &m_models;
    QString m_device;
};

} // namespace ain::pool
