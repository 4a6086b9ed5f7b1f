// Names of tools whose words do not say what they do, as data; callkind.cpp reads the table.
#pragma once

#include "privacy/calls/callkind.h"

#include <array>
#include <string_view>

namespace mimir {

struct KnownCall {
    std::string_view plain;
    CallKind kind;
};
inline constexpr auto kKnownCalls = std::to_array<KnownCall>({
    {"todowrite", CallKind::Plan},
    {"todoread", CallKind::Plan},
    {"exitplanmode", CallKind::Plan},
    {"enterplanmode", CallKind::Plan},
    {"updateplan", CallKind::Plan},
    {"sequentialthinking", CallKind::Plan},
    {"think", CallKind::Plan},
    {"taskcreate", CallKind::Plan},
    {"taskupdate", CallKind::Plan},
    {"tasklist", CallKind::Plan},
    {"taskget", CallKind::Plan},
    {"askuserquestion", CallKind::Plan},
    {"task", CallKind::Agent},
    {"newtask", CallKind::Agent},
    {"taskoutput", CallKind::Agent},
    {"delegate", CallKind::Agent},
    {"multitooluse", CallKind::Other},
    {"writestdin", CallKind::Shell},
    {"writebash", CallKind::Shell},
    {"writepowershell", CallKind::Shell},
    {"skill", CallKind::Read},
    {"skills", CallKind::Read},
    {"loadskill", CallKind::Read},
    {"useskill", CallKind::Read},
    {"slashcommand", CallKind::Read},
    {"bashoutput", CallKind::Shell},
    {"killshell", CallKind::Shell},
    {"killbash", CallKind::Shell},
    {"multiedit", CallKind::Write},
    {"strreplaceeditor", CallKind::Write},
    {"strreplacebasededittool", CallKind::Write},
    {"applypatch", CallKind::Write},
    {"applydiff", CallKind::Write},
    {"create", CallKind::Write},
    {"replace", CallKind::Write},
    {"insert", CallKind::Write},
    {"strreplace", CallKind::Write},
    {"insertcontent", CallKind::Write},
    {"insertline", CallKind::Write},
    {"insertedit", CallKind::Write},
    {"searchreplace", CallKind::Write},
    {"searchandreplace", CallKind::Write},
    {"notebookeditcell", CallKind::Write},
    {"fswrite", CallKind::Write},
    {"fsread", CallKind::Read},
    {"view", CallKind::Read},
    {"cat", CallKind::Read},
    {"head", CallKind::Read},
    {"tail", CallKind::Read},
    {"open", CallKind::Read},
    {"readlines", CallKind::Read},
    {"ls", CallKind::Search},
    {"glob", CallKind::Search},
    {"tree", CallKind::Search},
    {"lsp", CallKind::Search},
    {"codebaseretrieval", CallKind::Search},
    {"usages", CallKind::Search},
    {"githubrepo", CallKind::Search},
    {"problems", CallKind::Search},
    {"finder", CallKind::Search},
    {"list", CallKind::Search},
    {"changes", CallKind::Read},
    {"diffhistory", CallKind::Read},
    {"oracle", CallKind::Agent},
    {"librarian", CallKind::Agent},
    {"wait", CallKind::Agent},
    {"websearch", CallKind::Fetch},
    {"webfetch", CallKind::Fetch},
});

// Those whose results are only names.
inline constexpr std::array<std::string_view, 23> kListingCalls {"glob", "ls", "list", "listdir",
    "listdirectory", "listfiles", "listdirectorywithsizes", "listalloweddirectories", "listfolder",
    "listfolders", "directorytree", "tree", "filesearch", "findfiles", "findfile", "findpath", "findbyname",
    "getfileinfo", "fileinfo", "stat", "createdirectory", "mkdir", "viewdirectory"};

} // namespace mimir
