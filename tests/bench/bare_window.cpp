// SPDX-License-Identifier: Apache-2.0
// The floor for the start of the window: an empty QMainWindow that ends once it has been painted.
#include <QApplication>
#include <QMainWindow>

namespace {

class BareWindow : public QMainWindow {
protected:
    void paintEvent(QPaintEvent* event) override {
        QMainWindow::paintEvent(event);
        // Queued: the paint reaches the screen before the program ends.
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    }
};

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    BareWindow window;
    window.resize(1180, 760);
    window.show();
    return QApplication::exec();
}
