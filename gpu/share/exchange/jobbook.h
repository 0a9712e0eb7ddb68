// The list of jobs as the main thread uses it.
#pragma once

#include "core/store/resident.h"
#include "gpu/share/exchange/jobstore.h"

namespace ain::share {

/// One for each folder; shared by both sides.
class JobBook {
public:
    /// `storeThread` must be running. `clock` must outlive it.
    JobBook(QString directory, QThread *storeThread, const Clock &clock)
        : m_store(storeThread, std::make_shared<JobStore>(std::move(directory), clock))
    {
    }

    Task<QString> open()
    {
        return m_store.run([](JobStore &store) { return store.open(); });
    }
    Task<> put(Shelf shelf, QString id, QByteArray data)
    {
        return m_store.run([shelf, id = std::move(id), data = std::move(data)](JobStore &store) {
            return store.put(shelf, id, data);
        });
    }
    Task<QByteArray> get(Shelf shelf, QString id)
    {
        return m_store.run([shelf, id = std::move(id)](JobStore &store) { return store.get(shelf, id); });
    }
    Task<QList<QByteArray>> all(Shelf shelf)
    {
        return m_store.run([shelf](JobStore &store) { return store.all(shelf); });
    }
    Task<QList<std::pair<QString, QByteArray>>> named(Shelf shelf)
    {
        return m_store.run([shelf](JobStore &store) { return store.named(shelf); });
    }
    Task<> remove(Shelf shelf, QString id)
    {
        return m_store.run([shelf, id = std::move(id)](JobStore &store) { return store.remove(shelf, id); });
    }

private:
    store::Resident<JobStore> m_store;
};

} // namespace ain::share
