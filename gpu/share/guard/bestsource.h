// Several ways to know the same thing: the best one that answers.
#pragma once

#include "gpu/share/guard/source.h"

#include <memory>
#include <optional>
#include <vector>

namespace ain::share {

/// Tells what the first of `sources` (in their order) says that is not absent.
class BestSource : public Source {
    Q_OBJECT
public:
    BestSource(SensorId id, std::vector<std::unique_ptr<Source>> sources);

    [[nodiscard]] SensorId id() const override { return m_id; }
    void start() override;
    void setNeeded(bool isNeeded) override;

private:
    struct One {
        std::unique_ptr<Source> source;
        std::optional<Observation> last = {};
    };
    void tell();

    SensorId m_id;
    std::vector<One> m_sources;
};

} // namespace ain::share
