// An agent that keeps its history with Mimir Sync. Build: c++ agent.cpp $(pkg-config --cflags --libs
// mimir-store)
#include <mimir/store.hpp>

#include <iostream>

int main(int argc, char **argv)
try {
    mimir::store::Store store(argc > 1 ? argv[1] : ""); // "" = the user's own profile
    store.write(R"({"type":"conversation","id":"cpp-1","title":"Fix login","workspace":"/home/you/shop"})");
    store.writeAll({// together, or not at all
        R"({"type":"message","id":"cpp-m1","conversation_id":"cpp-1","role":"user","content":"The login test fails."})",
        R"({"type":"tool_call","id":"cpp-t1","conversation_id":"cpp-1","tool_name":"bash","status":"success",)"
        R"("arguments":{"command":"ctest"},"result":"1 test failed"})",
        R"({"type":"message","id":"cpp-m2","conversation_id":"cpp-1","role":"assistant","content":"Fixed."})"});
    std::cout << store.read("conversation", "cpp-1").value_or("lost") << '\n'
              << store.query(
                     "SELECT role, content FROM messages WHERE conversation_id = ? ORDER BY pk", {"cpp-1"})
              << '\n';
    return 0;
} catch (const mimir::store::Error &error) {
    std::cerr << error.name() << ": " << error.what() << '\n';
    return 1;
}
